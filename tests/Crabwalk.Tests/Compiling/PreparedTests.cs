using System.Text;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Tests.Compiling;

/// <summary>What comes of a program does not depend on whether the library was loaded before anybody knew of it.</summary>
public sealed class PreparedTests
{
    public static TheoryData<string, string> Programs => new()
    {
        { "prints", "use std::collections::BTreeMap;\nfn main() {\n    let mut map = BTreeMap::new();\n    map.insert(\"a\", vec![1, 2]);\n    println!(\"{map:?}\");\n}\n" },
        { "moved", "fn main() {\n    let a = String::from(\"a\");\n    let b = a;\n    println!(\"{a} {b}\");\n}\n" },
        { "wrong type", "fn main() {\n    let a: i32 = \"a\";\n    a.nothing();\n}\n" },
        { "own impl", "struct S;\nimpl std::fmt::Display for S {\n    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {\n        write!(f, \"own\")\n    }\n}\nfn main() {\n    println!(\"{S}\");\n}\n" },
        { "panics", "fn main() {\n    let v: Vec<i32> = Vec::new();\n    println!(\"{}\", v[0]);\n}\n" },
        { "no library", "#![feature(no_core, lang_items)]\n#![no_core]\n#[lang = \"sized\"]\ntrait Sized {}\nfn main() {\n    let _a = 1u8;\n}\n" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Comes_to_the_same(string name, string text)
    {
        Assert.NotEmpty(name);
        string fresh = Outcome(text);
        await Compiler.Prepare(new());
        Assert.Equal(fresh, Outcome(text));
    }

    private static string Outcome(string text)
    {
        Compilation compilation = Compiler.Compile(["main.rs"], new(), new OneFile(text));
        var outcome = new StringBuilder(string.Concat(compilation.Diagnostics.Select(found => HumanRenderer.Render(found, compilation.Sources).ToString())));
        if (compilation.Program is { Main: not null } program)
        {
            var host = new ClosedHost(["main"], default);
            RunOutcome run = CheckedMachine.Run(program, host, new());
            outcome.Append(Encoding.UTF8.GetString(host.Output)).Append(Encoding.UTF8.GetString(host.Errors)).Append(run.End);
        }

        return outcome.ToString();
    }

    private sealed class OneFile(string text) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return path == "main.rs" ? Encoding.UTF8.GetBytes(text) : null;
        }
    }
}
