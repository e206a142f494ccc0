using System.Diagnostics;
using System.Text.RegularExpressions;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Rust.Building;

/// <summary>What rustc builds of a file, when there is one on this machine.</summary>
internal static partial class RustcMir
{
    /// <summary>The shape of each body by the last names of its path; null without rustc.</summary>
    public static Dictionary<string, List<string>>? ShapesOf(string file)
    {
        using var scratch = new Scratch();
        var command = new ProcessStartInfo("rustc") { RedirectStandardError = true };
        foreach (string argument in (string[])["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "-A", "warnings", "-o", Path.Combine(scratch.Folder, "x.rmeta"), "-Zdump-mir=built", "-Zdump-mir-dir=" + scratch.Folder, file])
        {
            command.ArgumentList.Add(argument);
        }

        command.Environment["RUSTC_BOOTSTRAP"] = "1";
        try
        {
            using Process process = Process.Start(command)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        return Read(scratch.Folder);
    }

    /// <summary>The last name of a path, with the closures after it: rustc and Crabwalk name impls differently.</summary>
    public static string KeyOf(string path) => LastNames().Match(path) is { Success: true } match ? match.Value : path;

    /// <summary>Adds a shape to those of the same names.</summary>
    public static void Add(Dictionary<string, List<string>> shapes, string path, string shape)
    {
        string key = KeyOf(path);
        if (!shapes.TryGetValue(key, out List<string>? list))
        {
            shapes.Add(key, list = []);
        }

        list.Add(shape);
    }

    private static Dictionary<string, List<string>> Read(string folder)
    {
        var shapes = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*.built.after.mir").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(path);
            string name = Title().Match(text).Groups[1].Value;
            bool isConstructor = Constructor().IsMatch(name) && text.Contains("\nfn ", StringComparison.Ordinal);
            if (!name.Contains("{constant", StringComparison.Ordinal) && !isConstructor)
            {
                Add(shapes, name, MirShape.Of(Code().Match(text).Value));
            }
        }

        return shapes;
    }

    [GeneratedRegex(@"\w+((::\{closure#\d+\})*)$")]
    private static partial Regex LastNames();

    [GeneratedRegex("// MIR for `(.*)` after built")]
    private static partial Regex Title();

    [GeneratedRegex(@"(^|::)[A-Z]\w*$")]
    private static partial Regex Constructor();

    [GeneratedRegex(@"^(fn|const|static)[\s\S]*?^\}", RegexOptions.Multiline)]
    private static partial Regex Code();
}
