using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.C.Linking;

/// <summary>The library as the linker of one program sees it: which of its files are a part of the program by now.</summary>
internal sealed class LibraryUse(CLibrary library, DiagnosticSink diagnostics)
{
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    /// <summary>True once a file of it was missing or did not compile.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>True when the library has code for a name.</summary>
    public bool Defines(string name) => library.FileOf(name, diagnostics) is not null;

    /// <summary>The unit that defines a name, when the library has one that the program does not have yet.</summary>
    public TranslationUnit? Load(string name)
    {
        if (library.FileOf(name, diagnostics) is not { } path || !_loaded.Add(path))
        {
            return null;
        }

        LibraryFile file = library.Parsed(path);
        foreach (Diagnostic error in file.Errors)
        {
            diagnostics.Add(error);
            IsBroken = true;
        }

        return file.Unit;
    }
}
