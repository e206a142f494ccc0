using System.Text.Json.Serialization;

namespace Crabwalk.Pictures.Html;

/// <summary>What the page's script reads. Every text and every piece of a picture is in it once.</summary>
internal sealed record WalkData(
    long Total,
    List<SourceData> Sources,
    List<string> Texts,
    List<string> Fragments,
    List<StepData> Steps,
    FormData Wide,
    FormData Narrow);

/// <summary>A source file: its lines as HTML.</summary>
internal sealed record SourceData(string Path, List<string> Lines);

/// <summary>A step without its picture; texts are indexes into <see cref="WalkData.Texts"/>.</summary>
internal sealed record StepData(
    long N, int Depth, int Say, int Under, int Why, int Out, int? File, int? Line, int? EndLine, int? Column, int? EndColumn);

/// <summary>The pictures in one arrangement.</summary>
/// <param name="Size">The room that the biggest one takes.</param>
/// <param name="Pieces">Fragment, layer, x and y of each piece.</param>
/// <param name="Of">Each step's pieces as a difference to the step before.</param>
internal sealed record FormData(SizeData Size, List<double[]> Pieces, List<DeltaData> Of);

/// <summary>A size.</summary>
internal sealed record SizeData(double Width, double Height);

/// <summary>What a step takes away and adds.</summary>
internal sealed record DeltaData(List<int> Less, List<int> More, double Height);

/// <summary>The serialisation code, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WalkData))]
internal sealed partial class WalkDataContext : JsonSerializerContext;
