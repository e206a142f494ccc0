namespace Crabwalk.Rust.Resolution;

/// <summary>Finds the name that was probably meant, as rustc's <c>find_best_match_for_name</c> does.</summary>
internal static class SimilarNames
{
    /// <summary>The nearest of the candidates; null when none is near: at most a third of the letters may differ.</summary>
    public static string? Best(IEnumerable<string> candidates, string name, int? limit = null)
    {
        string[] all = [.. candidates.Distinct().Where(candidate => candidate.Length > 0 && candidate != name && candidate != "_")];
        foreach (string candidate in all)
        {
            if (string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        string? best = null;
        int bestDistance = limit ?? Math.Max(name.Length, 3) / 3;
        bestDistance++;
        foreach (string candidate in all)
        {
            int distance = Distance(name, candidate, bestDistance - 1);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best ?? SameWords(all, name);
    }

    private static string? SameWords(string[] candidates, string name)
    {
        string sorted = Sorted(name);
        return name.Contains('_', StringComparison.Ordinal) ? Array.Find(candidates, candidate => Sorted(candidate) == sorted) : null;
    }

    private static string Sorted(string name) => string.Join('_', name.Split('_').Order(StringComparer.Ordinal));

    /// <summary>The restricted Damerau-Levenshtein distance: letters inserted, deleted, replaced or two neighbours swapped; more than the limit counts as <see cref="int.MaxValue"/>.</summary>
    public static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return int.MaxValue;
        }

        int[] beforeLast = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, last[j] + 1), replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length] <= limit ? last[b.Length] : int.MaxValue;
    }
}
