using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Workbench.Compiling;

/// <summary>Takes a Rust program as far as its front end goes, and says where that ends.</summary>
internal static class RustCompiler
{
    /// <summary>Reads and parses the crate's root file.</summary>
    public static Compilation Compile(string path, CompileSettings settings, ISourceProvider files)
    {
        var sources = new SourceMap();
        var sink = new DiagnosticSink();
        if (files.Read(path, out string reason) is not { } bytes)
        {
            sink.Error(new(Severity.Error, "", $"couldn't read `{path}`: {reason}", null));
            return new(sources, [.. sink.Found], null);
        }

        Edition edition = Editions.TryParse(settings.Edition ?? "") ?? Edition.Rust2024;
        SourceId source = sources.Add(SourceText.FromBytes(path, bytes));
        Crate crate = RustSyntax.Parse(source, edition, sources, new SymbolTable(), sink);
        if (!sink.HasErrors)
        {
            Label? first = crate.Items.IsEmpty ? null : new(crate.Items[0].Span);
            sink.Error(new(Severity.Error, "CW0001", "not supported by Crabwalk yet: Rust programs beyond their syntax", first));
        }

        return new(sources, [.. sink.Found], null);
    }
}
