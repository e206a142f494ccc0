using Crabwalk.Cli;

return CommandLine.Run(args);
