using System.Text;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Linking;

/// <summary>
/// The C library as the linker sees it: sources that are compiled when a program reaches a name they define. A file is
/// preprocessed and parsed at most once; what is not reached costs nothing.
/// </summary>
internal sealed class Library(string folder, ISourceProvider files, SourceMap map, DiagnosticSink diagnostics, Func<SourceId, TranslationUnit> parse)
{
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private LibraryIndex? _index;

    /// <summary>True once a file of it was missing or did not compile.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>True when the library has code for a name.</summary>
    public bool Defines(string name) => Index.Find(name) is not null;

    /// <summary>The unit that defines a name, when the library has one that is not loaded yet.</summary>
    public TranslationUnit? Load(string name)
    {
        if (Index.Find(name) is not { } path || !_loaded.Add(path))
        {
            return null;
        }

        int errors = diagnostics.ErrorCount;
        TranslationUnit? unit = Read($"{folder}/src/{path}") is { } bytes
            ? parse(map.Add(SourceText.FromBytes($"{folder}/src/{path}", bytes, SourceKind.Library)))
            : null;
        IsBroken |= diagnostics.ErrorCount > errors;
        return unit;
    }

    private LibraryIndex Index => _index ??= ReadIndex();

    private LibraryIndex ReadIndex() => Read($"{folder}/index.txt") is { } bytes
        ? LibraryIndex.Parse(Encoding.UTF8.GetString(bytes))
        : LibraryIndex.Empty;

    private byte[]? Read(string path)
    {
        byte[]? bytes = files.Read(path, out string reason);
        if (bytes is null)
        {
            diagnostics.Add(LinkDiagnostics.NoLibrary(path, reason));
        }

        return bytes;
    }
}
