namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>Finds what a mistyped word was probably meant to be.</summary>
internal static class Similar
{
    /// <summary>The candidate with the fewest edits, if they are few for the word's length.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length > 40)
        {
            return null;
        }

        string? best = null;
        int fewest = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int edits = Distance(word, candidate);
            if (edits < fewest)
            {
                fewest = edits;
                best = candidate;
            }
        }

        return best;
    }

    // Damerau and Levenshtein's: insert, delete, replace, or swap two neighbours.
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(cost, left, right, i, j);
            }
        }

        return cost[left.Length, right.Length];
    }

    private static int Cheapest(int[,] cost, string left, string right, int i, int j)
    {
        int replace = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        int best = Math.Min(replace, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
        bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwap ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
