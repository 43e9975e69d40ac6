namespace Throughline.Server.Tests;

/// <summary>Bodies that several tests send.</summary>
internal static class Requests
{
    public const string AlatKars = """
        "request": {
          "from": {"place": "AZ_ALAT_PORT"}, "to": {"place": "TR_KARS"},
          "cargo": {"unit": "container40", "grossMassKg": 20000},
          "departAfter": "2030-06-03T08:00:00+04:00",
          "constraints": {"avoidModes": ["road"]}
        }
        """;

    public const string Plan = $$"""{ {{AlatKars}}, "scenario": {"name": "with-tripp"} }""";
}
