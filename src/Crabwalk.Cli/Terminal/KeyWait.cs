using Spectre.Console;

namespace Crabwalk.Cli.Terminal;

/// <summary>Waits for the reader of a walk, and notices meanwhile that the window has another size.</summary>
internal static class KeyWait
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);

    /// <summary>The next key; null when the screen is to be drawn anew, since its size changed or <paramref name="isDue"/> says so.</summary>
    public static ConsoleKeyInfo? ForKey(IAnsiConsole console, Func<bool> isDue)
    {
        int width = Console.WindowWidth;
        int height = Console.WindowHeight;
        while (!Console.KeyAvailable)
        {
            Thread.Sleep(Poll);
            if (Console.WindowWidth != width || Console.WindowHeight != height)
            {
                console.Clear();
                return null;
            }

            if (isDue())
            {
                return null;
            }
        }

        return Console.ReadKey(intercept: true);
    }
}
