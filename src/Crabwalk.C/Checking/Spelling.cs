namespace Crabwalk.C.Checking;

/// <summary>Proposes the name that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>Names longer than this are not compared: nobody mistypes them by a letter, and the work grows with the square.</summary>
    private const int LengthLimit = 64;

    /// <summary>The most similar of the candidates when at most a third of the letters differ.</summary>
    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        if (name.Length > LengthLimit)
        {
            return null;
        }

        foreach (string candidate in candidates)
        {
            if (candidate.Length <= LengthLimit && Math.Abs(candidate.Length - name.Length) < bestDistance && candidate != name
                && Distance(name, candidate) is var distance && distance < bestDistance && distance < name.Length)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The number of letters to insert, remove, replace or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
