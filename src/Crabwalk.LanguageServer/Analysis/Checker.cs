using Crabwalk.LanguageServer.Documents;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.LanguageServer.Analysis;

/// <summary>
/// Compiles texts when somebody asks for what is known of them, once for each state. A state that is too broken to know names of is
/// served from the last one that was not.
/// </summary>
internal sealed class Checker(DocumentStore documents, LanguageWorld world)
{
    private const int MostKept = 4;

    private readonly List<string> _recent = [];
    private readonly Dictionary<string, (int Version, Compilation Compilation)> _checked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Compilation> _lastGood = new(StringComparer.Ordinal);

    /// <summary>How programs are compiled.</summary>
    public CompileSettings Settings { get; private set; } = new() { IsOnlyChecked = true };

    /// <summary>Takes over what the client wants.</summary>
    public void Configure(InitializationOptions options) => Settings = Settings with
    {
        IncludeFolders = [.. options.IncludeFolders ?? []],
        Defines = [.. options.Defines ?? []],
        Standard = options.Standard,
        Warnings = [.. options.Warnings ?? []],
        Edition = options.Edition,
        Cfgs = [.. options.Cfg ?? []],
    };

    /// <summary>The compilation of a text as it is now.</summary>
    public Compilation Check(Document document)
    {
        if (_checked.TryGetValue(document.Uri, out (int Version, Compilation Compilation) known) && known.Version == document.Version)
        {
            return known.Compilation;
        }

        Compilation compilation = document.Text.Length > world.MostBytes
            ? TooLong()
            : Compiler.Compile([document.Path], Settings, documents);
        Keep(document, compilation);
        if (document.Path.EndsWith(".rs", StringComparison.Ordinal))
        {
            // The next check finds the library loaded.
            _ = Compiler.Prepare(Settings);
        }

        if (compilation.Model.Occurrences.Count > 0)
        {
            _lastGood[document.Uri] = compilation;
        }

        return compilation;
    }

    /// <summary>Compilations are large, of Rust above all: those of the texts that were looked at last are kept.</summary>
    private void Keep(Document document, Compilation compilation)
    {
        _checked[document.Uri] = (document.Version, compilation);
        _recent.Remove(document.Uri);
        _recent.Add(document.Uri);
        if (_recent.Count > MostKept)
        {
            Forget(_recent[0]);
        }
    }

    /// <summary>What is known of a text: from its present state, or from the last that told names.</summary>
    public CheckedText Look(Document document)
    {
        Compilation compilation = Check(document);
        return new(document, compilation.Model.Occurrences.Count == 0 && _lastGood.TryGetValue(document.Uri, out Compilation? good) ? good : compilation);
    }

    /// <summary>Checks anew what includes other files: one of them may have changed.</summary>
    public void Forget() => _checked.Clear();

    /// <summary>Forgets a text that was closed.</summary>
    public void Forget(string uri)
    {
        _recent.Remove(uri);
        _checked.Remove(uri);
        _lastGood.Remove(uri);
    }

    private Compilation TooLong() =>
        new(new(), [new(Foundation.Diagnostics.Severity.Error, "CW0002", $"the text is longer than {world.MostBytes} characters and is not checked", null)], null);
}
