using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Json;

/// <summary>Enumerators are words in camel case; several flags are joined by commas.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

/// <summary>A cell's id is its path.</summary>
internal sealed class CellIdConverter : JsonConverter<CellId>
{
    public override CellId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, CellId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Path);
}

/// <summary>A call's id is its number.</summary>
internal sealed class CallIdConverter : JsonConverter<CallId>
{
    public override CallId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, CallId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
}

/// <summary>A block's id is its number.</summary>
internal sealed class HeapIdConverter : JsonConverter<HeapId>
{
    public override HeapId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, HeapId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
}

/// <summary>Bytes are hexadecimal pairs, a question mark after those that nobody wrote: <c>0a 00 0d? f0?</c>.</summary>
internal sealed class BytesConverter : JsonConverter<EquatableArray<MemoryByte>>
{
    public override EquatableArray<MemoryByte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.GetString() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => new MemoryByte(byte.Parse(pair.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture), !pair.EndsWith('?')))
            .ToEquatableArray();

    public override void Write(Utf8JsonWriter writer, EquatableArray<MemoryByte> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder();
        foreach (MemoryByte one in value)
        {
            text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{one.Value:x2}").Append(one.IsInitialised ? "" : "?");
        }

        writer.WriteStringValue(text.ToString());
    }
}
