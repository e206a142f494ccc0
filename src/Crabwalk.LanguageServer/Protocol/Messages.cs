using System.Text.Json;

namespace Crabwalk.LanguageServer.Protocol;

// The Language Server Protocol's records, version 3.17, as far as they are used here. Names and meanings are the protocol's.

/// <summary>A message as it comes in: a request has an id, a notification none.</summary>
internal sealed record Message(JsonElement? Id = null, string? Method = null, JsonElement? Params = null);

internal readonly record struct Position(int Line, int Character);

internal sealed record Range(Position Start, Position End);

internal sealed record Location(string Uri, Range Range);

internal sealed record TextDocumentIdentifier(string Uri);

internal sealed record TextDocumentItem(string Uri, string LanguageId, int Version, string Text);

internal sealed record VersionedTextDocumentIdentifier(string Uri, int? Version = null);

internal sealed record TextDocumentContentChangeEvent(string Text, Range? Range = null);

internal sealed record InitializeParams(InitializationOptions? InitializationOptions = null);

/// <summary>What a client may say beforehand: options of the compilers.</summary>
internal sealed record InitializationOptions(
    string[]? IncludeFolders = null,
    string[]? Defines = null,
    string? Standard = null,
    string[]? Warnings = null,
    string? Edition = null,
    string[]? Cfg = null);

internal sealed record DidOpenParams(TextDocumentItem TextDocument);

internal sealed record DidChangeParams(VersionedTextDocumentIdentifier TextDocument, TextDocumentContentChangeEvent[] ContentChanges);

internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);

internal sealed record PositionParams(TextDocumentIdentifier TextDocument, Position Position);

internal sealed record RangeParams(TextDocumentIdentifier TextDocument, Range Range);

internal sealed record ReferenceContext(bool IncludeDeclaration = true);

internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context = null);

internal sealed record CancelParams(JsonElement Id);

internal sealed record UriParams(string Uri);

internal sealed record SaveOptions(bool IncludeText = false);

internal sealed record TextDocumentSyncOptions(bool OpenClose = true, int Change = 2, SaveOptions? Save = null);

internal sealed record CodeActionOptions(string[] CodeActionKinds);

internal sealed record CodeLensOptions(bool ResolveProvider = false);

internal sealed record SemanticTokensLegend(string[] TokenTypes, string[] TokenModifiers);

internal sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Full = true);

internal sealed record ServerCapabilities(
    TextDocumentSyncOptions TextDocumentSync,
    CodeActionOptions CodeActionProvider,
    CodeLensOptions CodeLensProvider,
    SemanticTokensOptions SemanticTokensProvider,
    string PositionEncoding = "utf-16",
    bool HoverProvider = true,
    bool DefinitionProvider = true,
    bool ReferencesProvider = true,
    bool DocumentHighlightProvider = true,
    bool DocumentSymbolProvider = true,
    bool InlayHintProvider = true);

internal sealed record ServerInfo(string Name, string Version);

internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

internal sealed record DiagnosticRelatedInformation(Location Location, string Message);

internal sealed record Diagnostic(Range Range, int Severity, string Code, string Source, string Message)
{
    public int[]? Tags { get; init; }

    public DiagnosticRelatedInformation[]? RelatedInformation { get; init; }
}

internal sealed record PublishDiagnosticsParams(string Uri, Diagnostic[] Diagnostics, int? Version = null);

internal sealed record MarkupContent(string Kind, string Value);

internal sealed record Hover(MarkupContent Contents, Range Range);

internal sealed record DocumentHighlight(Range Range);

internal sealed record DocumentSymbol(string Name, string Detail, int Kind, Range Range, Range SelectionRange, DocumentSymbol[]? Children = null);

internal sealed record InlayHint(Position Position, string Label, string Tooltip);

internal sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name, string[] Arguments);

internal sealed record CodeLens(Range Range, Command Command);

internal sealed record TextEdit(Range Range, string NewText);

internal sealed record WorkspaceEdit(Dictionary<string, TextEdit[]> Changes);

internal sealed record CodeAction(string Title, string Kind, Diagnostic[] Diagnostics, bool IsPreferred, WorkspaceEdit Edit);

internal sealed record SemanticTokens(int[] Data);

internal sealed record SourceResult(string Text);

internal sealed record LogMessageParams(int Type, string Message);
