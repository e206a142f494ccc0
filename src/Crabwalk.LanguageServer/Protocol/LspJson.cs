using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crabwalk.LanguageServer.Protocol;

/// <summary>The serialisation code, made at build time: it works without reflection, in native and trimmed programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(DidOpenParams))]
[JsonSerializable(typeof(DidChangeParams))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(PositionParams))]
[JsonSerializable(typeof(RangeParams))]
[JsonSerializable(typeof(ReferenceParams))]
[JsonSerializable(typeof(CancelParams))]
[JsonSerializable(typeof(UriParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
[JsonSerializable(typeof(Hover))]
[JsonSerializable(typeof(Location[]))]
[JsonSerializable(typeof(DocumentHighlight[]))]
[JsonSerializable(typeof(DocumentSymbol[]))]
[JsonSerializable(typeof(InlayHint[]))]
[JsonSerializable(typeof(CodeLens[]))]
[JsonSerializable(typeof(CodeAction[]))]
[JsonSerializable(typeof(SemanticTokens))]
[JsonSerializable(typeof(SourceResult))]
[JsonSerializable(typeof(LogMessageParams))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LspJson : JsonSerializerContext;
