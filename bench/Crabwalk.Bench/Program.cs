using Crabwalk.Bench;

string repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
string scratch = Directory.CreateTempSubdirectory("crabwalk-bench").FullName;
int rounds = args is [_, var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 3;
switch (args)
{
    case ["audit", ..]:
        Console.Write(new AuditBench(repository, scratch, rounds).Run());
        return 0;
    case ["rust-check", ..]:
        Console.Write(await new RustCheckBench(repository, scratch, rounds).Run());
        return 0;
    case ["rust-audit", ..]:
        Console.Write(new RustAuditBench(repository, scratch, rounds).Run());
        return 0;
    case ["wasm", ..]:
        Console.Write(new WasmBench(repository, scratch, rounds).Run(args is [_, _, var program] ? program : null));
        return 0;
    case ["recording"]:
        Console.Write(new RecordingBench(repository).Run());
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Crabwalk.Bench -- audit [ROUNDS] | rust-check [ROUNDS] | rust-audit [ROUNDS] | wasm [ROUNDS [PROGRAM]] | recording");
        return 64;
}
