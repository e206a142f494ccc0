using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Cli.Verbs;

/// <summary>What all verbs that take a program do first.</summary>
internal static class Compiling
{
    /// <summary>Compiles the files of a command line.</summary>
    public static Compilation Compile(ParseResult parsed, CompileOptions options) =>
        Compile(parsed, options, settings => settings);

    /// <summary>Compiles the files of a command line with settings that a verb changes.</summary>
    public static Compilation Compile(ParseResult parsed, CompileOptions options, Func<CompileSettings, CompileSettings> changed) =>
        Compiler.Compile(options.FilesOf(parsed), changed(options.SettingsOf(parsed)), new DiskSources());

    /// <summary>A program's name for its own <c>argv[0]</c> and for titles.</summary>
    public static string NameOf(ParseResult parsed, CompileOptions options) => Path.GetFileName(options.FilesOf(parsed)[0]);
}
