using System.Reflection;

namespace Crabwalk.Pictures.Html;

/// <summary>The page's own files, kept as what they are (HTML, CSS, JavaScript) and built into the assembly.</summary>
internal static class PageParts
{
    public static string Html => Read("page.html");

    public static string Css => Read("page.css");

    public static string Script => Read("page.js");

    public static string Deck => Read("deck.html");

    public static string DeckCss => Read("deck.css");

    public static string DeckScript => Read("deck.js");

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its file {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
