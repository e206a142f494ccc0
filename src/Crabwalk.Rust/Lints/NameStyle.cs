using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lints;

/// <summary>How names are written (lints <c>non_camel_case_types</c>, <c>non_snake_case</c>, <c>non_upper_case_globals</c>). Each gives null for a name as it should be.</summary>
internal static class NameStyle
{
    /// <summary>A type's name: <c>LikeThis</c>.</summary>
    public static Diagnostic? CamelCase(string sort, string name, Span span) =>
        IsCamelCase(name) ? null : Make("non_camel_case_types", sort, name, span, "an upper camel case", "upper camel case", ToCamelCase(name));

    /// <summary>The name of a function, variable, module or field: <c>like_this</c>.</summary>
    public static Diagnostic? SnakeCase(string sort, string name, Span span) =>
        IsSnakeCase(name) ? null : Make("non_snake_case", sort, name, span, "a snake case", "snake case", ToSnakeCase(name));

    /// <summary>A constant's name: <c>LIKE_THIS</c>.</summary>
    public static Diagnostic? UpperCase(string sort, string name, Span span) =>
        !name.Any(char.IsLower) ? null : Make("non_upper_case_globals", sort, name, span, "an upper case", "upper case", ToSnakeCase(name).ToUpperInvariant());

    private static Diagnostic? Make(string lint, string sort, string name, Span span, string form, string style, string better)
    {
        var found = new Diagnostic(Severity.Warning, lint, $"{sort} `{name}` should have {form} name", new(span));
        if (!span.Expansion.IsNone)
        {
            return null;
        }

        return better == name || better.Length == 0
            ? found with { Primary = new(span, $"should have {(style == "upper camel case" ? "an UpperCamelCase" : form)} name") }
            : found with { Fixes = [Rename($"convert the identifier to {style}", name, better, span)] };
    }

    // Where only letters change that look the same in both cases, the difference must be shown.
    private static Fix Rename(string title, string name, string better, Span span)
    {
        const string Alike = "cfikosuvwxyz";
        bool isAlike = string.Equals(name, better, StringComparison.OrdinalIgnoreCase)
            && name.Zip(better).All(pair => pair.First == pair.Second || Alike.Contains(pair.First, StringComparison.Ordinal) || Alike.Contains(pair.Second, StringComparison.Ordinal));
        return new(isAlike ? $"{title} (notice the capitalization)" : title, [new(span, better)]);
    }

    private static bool IsCamelCase(string name)
    {
        string bare = name.Trim('_');
        if (bare.Length == 0)
        {
            return true;
        }

        if (char.IsLower(bare[0]) || bare.Contains("__", StringComparison.Ordinal))
        {
            return false;
        }

        for (int i = 1; i < bare.Length; i++)
        {
            if ((bare[i] == '_' && HasCase(bare[i - 1])) || (bare[i - 1] == '_' && HasCase(bare[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasCase(char letter) => char.IsLower(letter) || char.IsUpper(letter);

    private static string ToCamelCase(string name)
    {
        var whole = new StringBuilder();
        foreach (string part in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two numbers side by side would become one.
            if (whole.Length > 0 && !HasCase(whole[^1]) && !HasCase(part[0]))
            {
                whole.Append('_');
            }

            AppendCapitalized(whole, part);
        }

        return whole.ToString();
    }

    private static void AppendCapitalized(StringBuilder whole, string part)
    {
        bool startsWord = true, wasLower = true;
        foreach (char letter in part)
        {
            startsWord |= wasLower && char.IsUpper(letter);
            whole.Append(startsWord ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter));
            (wasLower, startsWord) = (char.IsLower(letter), false);
        }
    }

    private static bool IsSnakeCase(string name)
    {
        string bare = name.TrimStart('\'').Trim('_');
        return !bare.Contains("__", StringComparison.Ordinal) && !bare.Any(char.IsUpper);
    }

    private static string ToSnakeCase(string name)
    {
        var words = new List<string>();
        string rest = name.TrimStart('_');
        words.AddRange(Enumerable.Repeat("", name.Length - rest.Length));
        foreach (string part in rest.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = new StringBuilder();
            bool wasUpper = false;
            foreach (char letter in part)
            {
                if (word.Length > 0 && char.IsUpper(letter) && !wasUpper)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }

                wasUpper = char.IsUpper(letter);
                word.Append(char.ToLowerInvariant(letter));
            }

            words.Add(word.ToString());
        }

        return string.Join('_', words);
    }
}
