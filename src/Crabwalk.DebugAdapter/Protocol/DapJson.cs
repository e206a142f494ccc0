using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crabwalk.DebugAdapter.Protocol;

/// <summary>Writes JSON text as it is.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    /// <inheritdoc/>
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(document.RootElement.GetRawText());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text, skipInputValidation: true);
}

/// <summary>The serialisation code, made at build time: it works without reflection, in native and trimmed programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(InitializeArguments))]
[JsonSerializable(typeof(LaunchArguments))]
[JsonSerializable(typeof(RestartArguments))]
[JsonSerializable(typeof(DisconnectArguments))]
[JsonSerializable(typeof(SourceArguments))]
[JsonSerializable(typeof(SetBreakpointsArguments))]
[JsonSerializable(typeof(SetFunctionBreakpointsArguments))]
[JsonSerializable(typeof(SetExceptionBreakpointsArguments))]
[JsonSerializable(typeof(DataBreakpointInfoArguments))]
[JsonSerializable(typeof(SetDataBreakpointsArguments))]
[JsonSerializable(typeof(BreakpointLocationsArguments))]
[JsonSerializable(typeof(StepArguments))]
[JsonSerializable(typeof(StackTraceArguments))]
[JsonSerializable(typeof(ScopesArguments))]
[JsonSerializable(typeof(VariablesArguments))]
[JsonSerializable(typeof(EvaluateArguments))]
[JsonSerializable(typeof(GotoTargetsArguments))]
[JsonSerializable(typeof(GotoArguments))]
[JsonSerializable(typeof(ReadMemoryArguments))]
[JsonSerializable(typeof(DisassembleArguments))]
[JsonSerializable(typeof(StepRequestArguments))]
[JsonSerializable(typeof(GrainArguments))]
[JsonSerializable(typeof(SentenceArguments))]
[JsonSerializable(typeof(ExportArguments))]
[JsonSerializable(typeof(TimelineArguments))]
[JsonSerializable(typeof(WriteArguments))]
[JsonSerializable(typeof(OwnershipArguments))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Capabilities))]
[JsonSerializable(typeof(BreakpointsBody))]
[JsonSerializable(typeof(DataBreakpointInfoBody))]
[JsonSerializable(typeof(BreakpointLocationsBody))]
[JsonSerializable(typeof(ContinueBody))]
[JsonSerializable(typeof(ThreadsBody))]
[JsonSerializable(typeof(StackTraceBody))]
[JsonSerializable(typeof(ScopesBody))]
[JsonSerializable(typeof(VariablesBody))]
[JsonSerializable(typeof(EvaluateBody))]
[JsonSerializable(typeof(GotoTargetsBody))]
[JsonSerializable(typeof(ReadMemoryBody))]
[JsonSerializable(typeof(DisassembleBody))]
[JsonSerializable(typeof(ExceptionInfoBody))]
[JsonSerializable(typeof(SourceBody))]
[JsonSerializable(typeof(LoadedSourcesBody))]
[JsonSerializable(typeof(StoppedEvent))]
[JsonSerializable(typeof(OutputEvent))]
[JsonSerializable(typeof(ExitedEvent))]
[JsonSerializable(typeof(TerminatedEvent))]
[JsonSerializable(typeof(ProcessEvent))]
[JsonSerializable(typeof(StepBody))]
[JsonSerializable(typeof(WalkBody))]
[JsonSerializable(typeof(SentencesBody))]
[JsonSerializable(typeof(ExportBody))]
[JsonSerializable(typeof(TimelineBody))]
[JsonSerializable(typeof(WriteBody))]
[JsonSerializable(typeof(OwnershipBody))]
[JsonSerializable(typeof(DiagnosticsEvent))]
internal sealed partial class DapJson : JsonSerializerContext;
