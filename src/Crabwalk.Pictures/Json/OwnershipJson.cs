using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Json;

/// <summary>Borrows and permissions as JSON, for editors and scripts; nothing is left out, so that every field is always there.</summary>
public static class OwnershipJson
{
    private static readonly OwnershipContext Context = new(new(OwnershipContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The scene as JSON.</summary>
    public static string Write(OwnershipScene scene) => JsonSerializer.Serialize(scene, Context.OwnershipScene) + "\n";
}

/// <summary>The serialisation code, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(WordConverter<TextStyle>)])]
[JsonSerializable(typeof(OwnershipScene))]
internal sealed partial class OwnershipContext : JsonSerializerContext;
