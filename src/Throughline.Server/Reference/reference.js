// Everything comes from this server: no fonts, no telemetry, no agent, no request proxy from elsewhere.
Scalar.createApiReference('#app', {
  url: '/openapi/v1.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  metaData: { title: 'Throughline: HTTP reference' },
});
