using System.CommandLine;
using Crabwalk.Tasks;

var filter = new Argument<string?>("filter") { Description = "only fixtures whose path holds this text", Arity = ArgumentArity.ZeroOrOne };
var bless = new Command("bless", "Write the goldens beside the fixtures anew; look at the diff before you commit it") { filter };
bless.SetAction(parsed => Bless.Run(parsed.GetValue(filter)));

var suite = new Argument<string>("suite") { Description = "a suite by name, or `folder` for any folder of programs" };
suite.AcceptOnlyFromAmong([.. Suites.Names, .. RustSuites.Names]);
var folder = new Argument<DirectoryInfo>("folder") { Description = "where the suite's sources are (never committed here)" };
folder.AcceptExistingOnly();
var command = new Option<string?>("--command") { Description = "the crabwalk to try (default: the built one)" };
var only = new Option<string?>("--only") { Description = "only programs whose name holds this text; the snapshot is not written then" };
var name = new Option<string?>("--name") { Description = "what the snapshot is called (default: the suite)" };
var conformance = new Command("conformance", "Run an open suite under crabwalk and write its snapshot to tests/conformance") { suite, folder, name, command, only };
conformance.SetAction(parsed =>
{
    var options = new ConformanceOptions(parsed.GetValue(suite)!, parsed.GetValue(folder)!.FullName, parsed.GetValue(name), parsed.GetValue(command), parsed.GetValue(only));
    return RustSuites.Names.Contains(options.Suite) ? RustConformance.Run(options) : Conformance.Run(options);
});

var count = new Argument<int>("count") { Description = "how many programs" };
var first = new Option<int>("--first") { Description = "the first seed", DefaultValueFactory = _ => 1 };
var csmith = new Command("csmith", "Compare audit with gcc on random programs of csmith") { count, first, command };
csmith.SetAction(parsed => Csmith.Run(new(parsed.GetValue(count), parsed.GetValue(first), parsed.GetValue(command))));

return new RootCommand("Chores of the Crabwalk repository") { bless, conformance, csmith }.Parse(args).Invoke();
