using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Json;

/// <summary>
/// Scenes as JSON: the open trace format that docs/trace-format.md describes. What is empty, zero or false is left out.
/// </summary>
public static class TraceJson
{
    /// <summary>The version of the format; it changes only when a reader would have to.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(TraceContext.Default.Options)
    {
        TypeInfoResolver = TraceContext.Default.WithAddedModifier(LeaveOutEmptyText),
    };

    /// <summary>One step as JSON.</summary>
    public static string Write(StepScene step) => JsonSerializer.Serialize(step, TypeInfo<StepScene>());

    /// <summary>What all steps share, as JSON.</summary>
    public static string Write(WalkScene walk) => JsonSerializer.Serialize(walk, TypeInfo<WalkScene>());

    /// <summary>A whole walk, step by step, so that nobody has to hold all steps at once.</summary>
    public static void Write(IBufferWriter<byte> output, WalkScene walk, IEnumerable<StepScene> steps)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("format", "crabwalk-trace");
        writer.WriteNumber("version", Version);
        writer.WritePropertyName("walk");
        JsonSerializer.Serialize(writer, walk, TypeInfo<WalkScene>());
        writer.WriteStartArray("steps");
        foreach (StepScene step in steps)
        {
            JsonSerializer.Serialize(writer, step, TypeInfo<StepScene>());
            writer.Flush();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void LeaveOutEmptyText(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.PropertyType == typeof(string))
            {
                property.ShouldSerialize = static (_, value) => value is string { Length: > 0 };
            }
        }
    }
}

/// <summary>The serialisation code, made at build time: it works without reflection and in trimmed programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(CellIdConverter), typeof(CallIdConverter), typeof(HeapIdConverter), typeof(BytesConverter),
        typeof(WordConverter<TextStyle>), typeof(WordConverter<CellKind>), typeof(WordConverter<CellContent>),
        typeof(WordConverter<CellTouch>), typeof(WordConverter<CellRights>), typeof(WordConverter<CallState>),
        typeof(WordConverter<BlockState>), typeof(WordConverter<StaticKind>), typeof(WordConverter<ArrowKind>),
        typeof(WordConverter<ProblemLevel>), typeof(WordConverter<Grain>), typeof(WordConverter<OutputStream>),
        typeof(WordConverter<EventKind>),
    ])]
[JsonSerializable(typeof(WalkScene))]
[JsonSerializable(typeof(StepScene))]
internal sealed partial class TraceContext : JsonSerializerContext;
