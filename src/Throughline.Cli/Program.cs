using Throughline.Cli;

return await CliApp.RunAsync(args, CliOutput.OfProcess());
