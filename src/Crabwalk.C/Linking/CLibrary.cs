using System.Collections.Immutable;
using System.Text;
using Crabwalk.C.Parsing;
using Crabwalk.C.Preprocessing;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Linking;

/// <summary>
/// Crabwalk's C library for one target: sources that are preprocessed and parsed when a program first reaches a name they define, and
/// kept for the programs after it, since no option of a program changes what they mean. Linking only reads typed trees, so any number
/// of programs may use them at the same time.
/// </summary>
/// <param name="folder">The folder that holds <c>include</c>, <c>src</c> and <c>index.txt</c>.</param>
/// <param name="target">Whose sizes hold.</param>
/// <param name="files">Where its files are read from.</param>
public sealed class CLibrary(string folder, Target target, ISourceProvider files)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LibraryFile> _parsed = new(StringComparer.Ordinal);
    private readonly SymbolTable _symbols = new();
    private readonly PreprocessorOptions _options = PreprocessorOptions.For(target) with { Folders = [HeadersIn(folder)] };
    private LibraryIndex? _index;
    private Prelude? _prelude;

    /// <summary>Whose sizes hold.</summary>
    public Target Target { get; } = target;

    /// <summary>Its texts: what stands behind the map of each program that is linked with it.</summary>
    public SourceMap Sources { get; } = SourceMap.ForLibrary();

    /// <summary>Where <c>#include &lt;stdio.h&gt;</c> finds its headers.</summary>
    internal IncludeFolder Headers { get; } = HeadersIn(folder);

    /// <summary>The path of the file that defines a name, or null when none does. A message when there is no library at all.</summary>
    internal string? FileOf(string name, DiagnosticSink diagnostics)
    {
        lock (_gate)
        {
            _index ??= ReadIndex(diagnostics);
            return _index?.Find(name);
        }
    }

    /// <summary>The parsed file with a path that <see cref="FileOf"/> gave.</summary>
    internal LibraryFile Parsed(string path)
    {
        lock (_gate)
        {
            if (!_parsed.TryGetValue(path, out LibraryFile? file))
            {
                file = Parse($"{folder}/src/{path}");
                _parsed.Add(path, file);
            }

            return file;
        }
    }

    private static IncludeFolder HeadersIn(string folder) => new($"{folder}/include", SourceKind.Library);

    private LibraryIndex? ReadIndex(DiagnosticSink diagnostics)
    {
        string path = $"{folder}/index.txt";
        if (files.Read(path, out string reason) is { } bytes)
        {
            return LibraryIndex.Parse(Encoding.UTF8.GetString(bytes));
        }

        diagnostics.Add(LinkDiagnostics.NoLibrary(path, reason));
        return null;
    }

    // The library's warnings are no concern of the user; an error in it is passed on, for then nothing can run.
    private LibraryFile Parse(string path)
    {
        if (files.Read(path, out string reason) is not { } bytes)
        {
            return new(null, [LinkDiagnostics.NoLibrary(path, reason)]);
        }

        _prelude ??= Preprocessor.ReadPrelude(_options, Sources, _symbols);
        var found = new DiagnosticSink();
        SourceId source = Sources.Add(SourceText.FromBytes(path, bytes, SourceKind.Library));
        PreprocessResult tokens = Preprocessor.Run(source, _options, Sources, _symbols, found, files, _prelude);
        TranslationUnit unit = CParser.Parse(tokens.Tokens, new() { Target = Target }, Sources, _symbols, found);
        return new(unit, [.. found.Found.Where(diagnostic => diagnostic.IsError)]);
    }
}

/// <summary>A file of the library as the front end left it.</summary>
/// <param name="Unit">The typed tree; null when the file could not be read.</param>
/// <param name="Errors">What is wrong with it: nothing, in a library that is whole.</param>
internal sealed record LibraryFile(TranslationUnit? Unit, ImmutableArray<Diagnostic> Errors);
