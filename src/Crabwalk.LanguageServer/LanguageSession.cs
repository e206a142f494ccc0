using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Documents;
using Crabwalk.LanguageServer.Features;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Protocols;
using Crabwalk.Workbench.Editing;
using Crabwalk.Workbench.Libraries;

namespace Crabwalk.LanguageServer;

/// <summary>
/// One session of the Language Server Protocol for C and Rust. Messages are handled one at a time; checking waits until the client is
/// silent for a moment, so that nobody is told of errors in the middle of a word. It never throws.
/// </summary>
public sealed class LanguageSession : IMessageSession
{
    private const int ErrorMessage = 1;
    private const int MostCancelled = 1000;
    private const int MostTexts = 16;

    private readonly LanguageWorld _world;
    private readonly RpcWriter _client;
    private readonly DocumentStore _documents;
    private readonly Checker _checker;
    private readonly DiagnosticFeature _diagnostics;
    private readonly FixFeature _fixes;
    private readonly NavigationFeature _navigation;
    private readonly MethodTable _methods = new();
    private readonly ConcurrentDictionary<string, bool> _cancelled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _isInitialized;

    /// <summary>A session in a world; its messages go out through <paramref name="send"/>.</summary>
    public LanguageSession(LanguageWorld world, Action<byte[]> send)
    {
        _world = world;
        _client = new(send);
        _documents = new(world.Files);
        _checker = new(_documents, world);
        _diagnostics = new(_documents);
        _fixes = new(_documents, _diagnostics);
        _navigation = new(_documents);
        AddLife();
        AddDocuments();
        AddFeatures();
    }

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public TimeSpan? IdleAfter => _documents.All.Any(document => document.IsDirty) ? _world.Patience : null;

    /// <inheritdoc/>
    public void Handle(ReadOnlyMemory<byte> message)
    {
        Message? read = null;
        try
        {
            read = JsonSerializer.Deserialize(message.Span, LspJson.Default.Message);
        }
        catch (JsonException exception)
        {
            _client.Error(null, RpcErrors.Parse, exception.Message);
            return;
        }

        if (read?.Method is null)
        {
            // An answer to a request of the server's, of which there are none, or nothing that JSON-RPC knows.
            return;
        }

        try
        {
            Dispatch(read);
        }
        catch (RpcException refusal)
        {
            Refuse(read, refusal.Code, refusal.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The session lives on: a program that brings a fault of ours to light costs an answer, not the editor's session.
            Refuse(read, RpcErrors.Internal, $"this is a fault of Crabwalk itself, not of your program: {exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void Glance(ReadOnlyMemory<byte> message)
    {
        const int LongestCancel = 200;
        if (message.Length > LongestCancel || message.Span.IndexOf("$/cancelRequest"u8) < 0 || _cancelled.Count > MostCancelled)
        {
            return;
        }

        try
        {
            if (JsonSerializer.Deserialize(message.Span, LspJson.Default.Message)?.Params?.Deserialize(LspJson.Default.CancelParams) is { } cancel)
            {
                _cancelled[cancel.Id.GetRawText()] = true;
            }
        }
        catch (JsonException)
        {
            // It is answered when its turn comes.
        }
    }

    /// <summary>Checks what was changed and tells what was found.</summary>
    public void Idle()
    {
        foreach (Document document in _documents.All.Where(document => document.IsDirty).ToList())
        {
            document.IsDirty = false;
            try
            {
                Publish(document);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                _client.Notify("window/logMessage", new(ErrorMessage, $"a fault of Crabwalk itself while checking {document.Path}: {exception.Message}"), LspJson.Default.LogMessageParams);
            }
        }
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Dispatch(Message message)
    {
        if (message.Id is { } id && _cancelled.TryRemove(id.GetRawText(), out _))
        {
            throw new RpcException(RpcErrors.Cancelled, "cancelled");
        }

        if (!_methods.Knows(message.Method!))
        {
            throw new RpcException(RpcErrors.MethodNotFound, $"`{message.Method}` is not supported");
        }

        if (!_isInitialized && message.Method is not ("initialize" or "exit"))
        {
            throw new RpcException(RpcErrors.NotInitialized, "`initialize` comes first");
        }

        _methods.Handle(message, _client);
    }

    /// <summary>A notification is not answered, whatever becomes of it.</summary>
    private void Refuse(Message message, int code, string words)
    {
        if (message.Id is { } id)
        {
            _client.Error(id, code, words);
        }
        else if (code == RpcErrors.Internal)
        {
            _client.Notify("window/logMessage", new(ErrorMessage, words), LspJson.Default.LogMessageParams);
        }
    }

    private void AddLife()
    {
        _methods.Request("initialize", LspJson.Default.InitializeParams, LspJson.Default.InitializeResult, Initialize);
        _methods.Notification("initialized", LspJson.Default.JsonElement, static _ => { });
        _methods.Request<JsonElement, SourceResult>("shutdown", LspJson.Default.JsonElement, LspJson.Default.SourceResult, static _ => null);
        _methods.Notification("exit", LspJson.Default.JsonElement, _ => IsOver = true);
        _methods.Notification("$/cancelRequest", LspJson.Default.CancelParams, static _ => { });
        _methods.Notification("$/setTrace", LspJson.Default.JsonElement, static _ => { });
    }

    private void AddDocuments()
    {
        _methods.Notification("textDocument/didOpen", LspJson.Default.DidOpenParams, given =>
        {
            _documents.Open(given.TextDocument.Uri, given.TextDocument.LanguageId, given.TextDocument.Version, given.TextDocument.Text);
            KeepRoom(given.TextDocument.Uri);
        });
        _methods.Notification("textDocument/didChange", LspJson.Default.DidChangeParams, Change);
        _methods.Notification("textDocument/didSave", LspJson.Default.DocumentParams, static _ => { });
        _methods.Notification("textDocument/didClose", LspJson.Default.DocumentParams, Close);
    }

    private void AddFeatures()
    {
        _methods.Request("textDocument/hover", LspJson.Default.PositionParams, LspJson.Default.Hover, given =>
            Look(given.TextDocument) is { } text && At(given, text) is { } name ? HoverFeature.Of(text, name, LanguageOf(given.TextDocument.Uri)) : null);
        _methods.Request("textDocument/definition", LspJson.Default.PositionParams, LspJson.Default.LocationArray, given =>
            Look(given.TextDocument) is { } text && At(given, text) is { } name ? _navigation.Definition(text, name) : []);
        _methods.Request("textDocument/references", LspJson.Default.ReferenceParams, LspJson.Default.LocationArray, References);
        _methods.Request("textDocument/documentHighlight", LspJson.Default.PositionParams, LspJson.Default.DocumentHighlightArray, given =>
            Look(given.TextDocument) is { } text && At(given, text) is { } name
                ? [.. NavigationFeature.Uses(text, name.Symbol, withDeclaration: true).Select(range => new DocumentHighlight(range))]
                : []);
        _methods.Request("textDocument/documentSymbol", LspJson.Default.DocumentParams, LspJson.Default.DocumentSymbolArray, given =>
            Look(given.TextDocument) is { } text ? NavigationFeature.Outline(text) : []);
        _methods.Request("textDocument/inlayHint", LspJson.Default.RangeParams, LspJson.Default.InlayHintArray, Hints);
        _methods.Request("textDocument/codeLens", LspJson.Default.DocumentParams, LspJson.Default.CodeLensArray, Lenses);
        _methods.Request("textDocument/codeAction", LspJson.Default.RangeParams, LspJson.Default.CodeActionArray, given =>
            _documents.Find(given.TextDocument.Uri) is { } document ? _fixes.Of(document, _checker.Check(document), given.Range) : []);
        _methods.Request("textDocument/semanticTokens/full", LspJson.Default.DocumentParams, LspJson.Default.SemanticTokens, given =>
            Look(given.TextDocument) is { } text ? TokenFeature.Of(text) : new([]));
        _methods.Request("crabwalk/source", LspJson.Default.UriParams, LspJson.Default.SourceResult, given =>
            DocumentUris.LibraryPathOf(given.Uri) is { } path && LibraryFiles.ReadLibrary(path) is { } bytes ? new(Encoding.UTF8.GetString(bytes)) : null);
    }

    private InitializeResult Initialize(InitializeParams given)
    {
        _isInitialized = true;
        if (given.InitializationOptions is { } options)
        {
            _checker.Configure(options);
        }

        return new(new(new(Save: new()), new(["quickfix"]), new(), new(TokenFeature.Legend)), new("crabwalk", "0.1.0"));
    }

    private void Change(DidChangeParams given)
    {
        Document document = _documents.Find(given.TextDocument.Uri) ?? throw new RpcException(RpcErrors.InvalidParams, "the text is not open");
        document.Change(given.TextDocument.Version, given.ContentChanges);
        KeepRoom(document.Uri);
        if (document.Path.EndsWith(".h", StringComparison.Ordinal))
        {
            _checker.Forget();
        }
    }

    /// <summary>A session holds only so much text: what does not fit is not looked at any more, and the client is told.</summary>
    private void KeepRoom(string uri)
    {
        if (_documents.TotalLength > (long)_world.MostBytes * MostTexts)
        {
            _documents.Close(uri);
            _checker.Forget(uri);
            _client.Notify("window/logMessage", new(ErrorMessage, $"too much text is open: {uri} is not looked at"), LspJson.Default.LogMessageParams);
        }
    }

    private void Close(DocumentParams given)
    {
        _documents.Close(given.TextDocument.Uri);
        _checker.Forget(given.TextDocument.Uri);
        Tell(given.TextDocument.Uri, [], null);
    }

    private void Publish(Document document)
    {
        Dictionary<string, List<Diagnostic>> found = _diagnostics.Of(document, _checker.Check(document));
        foreach ((string uri, List<Diagnostic> list) in found)
        {
            if (uri == document.Uri || list.Count > 0 || _told.Contains(uri))
            {
                Tell(uri, list, uri == document.Uri ? document.Version : null);
            }
        }
    }

    private void Tell(string uri, IEnumerable<Diagnostic> diagnostics, int? version)
    {
        _told.Add(uri);
        _client.Notify("textDocument/publishDiagnostics", new(uri, [.. diagnostics], version), LspJson.Default.PublishDiagnosticsParams);
    }

    private CheckedText? Look(TextDocumentIdentifier identifier) => _documents.Find(identifier.Uri) is { } document ? _checker.Look(document) : null;

    private Occurrence? At(PositionParams given, CheckedText text) => text.At(_documents.Find(given.TextDocument.Uri)!.ByteOffsetOf(given.Position));

    private string LanguageOf(string uri) => _documents.Find(uri)!.Path.EndsWith(".rs", StringComparison.Ordinal) ? "rust" : "c";

    private Location[] References(ReferenceParams given)
    {
        var place = new PositionParams(given.TextDocument, given.Position);
        return Look(given.TextDocument) is { } text && At(place, text) is { } name
            ? [.. NavigationFeature.Uses(text, name.Symbol, given.Context?.IncludeDeclaration ?? true).Select(range => new Location(given.TextDocument.Uri, range))]
            : [];
    }

    private InlayHint[] Hints(RangeParams given)
    {
        if (Look(given.TextDocument) is not { } text)
        {
            return [];
        }

        return [.. text.Model.Hints
            .Select(hint => (Hint: hint, Range: text.RangeOf(hint.At)))
            .Where(pair => pair.Range is { } range && range.Start.Line >= given.Range.Start.Line && range.Start.Line <= given.Range.End.Line)
            .Select(pair => new InlayHint(pair.Range!.Start, pair.Hint.Text, pair.Hint.Explanation))];
    }

    /// <summary>"walk" stands over every <c>main</c>.</summary>
    private CodeLens[] Lenses(DocumentParams given)
    {
        if (Look(given.TextDocument) is not { } text)
        {
            return [];
        }

        return [.. text.Model.Outline
            .Where(item => item.Symbol is { Kind: CodeSymbolKind.Function, Name: "main", Declared: not null })
            .Select(item => text.RangeOf(item.Symbol.Declared!.Value))
            .OfType<Protocol.Range>()
            .Select(range => new CodeLens(range, new("walk", "crabwalk.walk", [given.TextDocument.Uri])))];
    }
}
