using Crabwalk.Foundation.Text;

namespace Crabwalk.LanguageServer.Documents;

/// <summary>The texts that the client has open, before the files that the shell can read.</summary>
internal sealed class DocumentStore(ISourceProvider behind) : ISourceProvider
{
    private readonly Dictionary<string, Document> _byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Document> _byPath = new(StringComparer.Ordinal);

    /// <summary>All open texts.</summary>
    public IEnumerable<Document> All => _byUri.Values;

    /// <summary>How long all open texts are together.</summary>
    public long TotalLength => _byUri.Values.Sum(document => (long)document.Text.Length);

    /// <summary>The text of a URI; null when it is not open.</summary>
    public Document? Find(string uri) => _byUri.GetValueOrDefault(uri);

    /// <summary>Opens a text.</summary>
    public Document Open(string uri, string languageId, int version, string text)
    {
        Close(uri);
        var document = new Document(uri, DocumentUris.PathOf(uri, languageId), version, text);
        _byUri[uri] = document;
        _byPath[document.Path] = document;
        return document;
    }

    /// <summary>Forgets a text.</summary>
    public void Close(string uri)
    {
        if (_byUri.Remove(uri, out Document? document))
        {
            _byPath.Remove(document.Path);
        }
    }

    /// <summary>What the client calls a file of a compilation.</summary>
    public string UriOf(string path) => _byPath.TryGetValue(path, out Document? document) ? document.Uri : DocumentUris.UriOf(path);

    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        if (_byPath.TryGetValue(path, out Document? document))
        {
            reason = "";
            return document.Bytes;
        }

        return behind.Read(path, out reason);
    }

    /// <inheritdoc/>
    public IEnumerable<string> List(string folder) => behind.List(folder);
}
