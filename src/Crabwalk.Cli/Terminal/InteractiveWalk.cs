using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Walking;
using Spectre.Console;

namespace Crabwalk.Cli.Terminal;

/// <summary>
/// The walk in a terminal: one screen for each step, keys both ways in time. The screen is made anew from the step's scene at
/// every key and whenever the window changes its size, so nothing on it can be stale.
/// </summary>
internal sealed class InteractiveWalk(Walk walk, IAnsiConsole console, TimeProvider clock, Grain grain)
{
    private static readonly TimeSpan PlayPause = TimeSpan.FromMilliseconds(600);

    private Grain _grain = grain;
    private long _step = 1;
    private int _scroll;
    private bool _plays;
    private bool _helps;
    private AddressDisplay _addresses = AddressDisplay.Hidden;
    private string _message = "";

    /// <summary>Walks until the reader quits.</summary>
    /// <param name="start">The step to begin at, from 1.</param>
    public void Run(long start)
    {
        _step = Math.Clamp(start, 1, Math.Max(1, walk.CountOf(_grain)));
        console.AlternateScreen(() =>
        {
            console.Cursor.Hide();
            bool goesOn = true;
            while (goesOn)
            {
                Draw();
                goesOn = Handle(WaitForKey());
            }

            console.Cursor.Show();
        });
    }

    private long Count => walk.CountOf(_grain);

    private void Draw()
    {
        int width = Math.Max(20, Console.WindowWidth);
        int height = Math.Max(6, Console.WindowHeight);
        List<EquatableArray<TextRun>> lines = _helps ? [.. KeyHelp.Lines] : [.. Picture(width)];
        int room = height - 2;
        _scroll = Math.Clamp(_scroll, 0, Math.Max(0, lines.Count - room));
        console.Cursor.SetPosition(1, 1);
        for (int row = 0; row < room; row++)
        {
            int line = row + _scroll;
            console.WriteAnsi("\u001b[2K");
            if (line < lines.Count)
            {
                Theme.WriteLine(console, Cut(lines[line], width));
            }
            else
            {
                console.WriteLine();
            }
        }

        console.WriteAnsi("\u001b[2K");
        console.Write(Fit(Footer(lines.Count > room), width - 1), new Style(Color.Grey50));
    }

    private EquatableArray<EquatableArray<TextRun>> Picture(int width)
    {
        StepScene scene = walk.SceneAt(_grain, _step);
        return TextPicture.Render(walk.Overview(_grain), scene, new() { Width = width, Form = TextForm.Boxes, Addresses = _addresses, SourceContext = 4 }).Lines;
    }

    private string Footer(bool isLong)
    {
        string more = isLong ? "  PgUp/PgDn scroll" : "";
        return _message.Length > 0 ? _message : $"← back  → step  ⇧ over  u out  s {_grain.ToString().ToLowerInvariant()}  e error  g go to  a addresses  ? keys  q quit{more}";
    }

    private ConsoleKeyInfo? WaitForKey()
    {
        long started = clock.GetTimestamp();
        return KeyWait.ForKey(console, PlaysOn);

        bool PlaysOn()
        {
            if (!_plays || clock.GetElapsedTime(started) <= PlayPause)
            {
                return false;
            }

            _plays = _step < Count;
            MoveTo(_step + 1);
            return true;
        }
    }

    private bool Handle(ConsoleKeyInfo? pressed)
    {
        if (pressed is not { } key)
        {
            return true;
        }

        _message = "";
        _helps = !_helps && key.KeyChar == '?';
        _plays = key.Key == ConsoleKey.Spacebar && !_plays;
        if (key.Key is ConsoleKey.Q or ConsoleKey.Escape || (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control))
        {
            return false;
        }

        if (!HandleMove(key))
        {
            HandleView(key);
        }

        return true;
    }

    private bool HandleMove(ConsoleKeyInfo key)
    {
        bool shift = key.Modifiers.HasFlag(ConsoleModifiers.Shift);
        long? target = key.Key switch
        {
            ConsoleKey.RightArrow or ConsoleKey.N or ConsoleKey.Enter => shift ? walk.Over(_grain, _step) : _step + 1,
            ConsoleKey.LeftArrow or ConsoleKey.P or ConsoleKey.Backspace => shift ? walk.BackOver(_grain, _step) : _step - 1,
            ConsoleKey.O => shift ? walk.BackOver(_grain, _step) : walk.Over(_grain, _step),
            ConsoleKey.U => shift ? walk.BackOut(_grain, _step) : walk.Out(_grain, _step),
            ConsoleKey.Home => 1,
            ConsoleKey.End => Count,
            ConsoleKey.G or ConsoleKey.Divide => AskForStep(),
            ConsoleKey.E => walk.ProblemStep(_grain) ?? Say("no error was found in this run"),
            _ => key.KeyChar == '/' ? AskForStep() : null,
        };
        if (target is { } step)
        {
            MoveTo(step);
        }

        return target is not null;
    }

    private void HandleView(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.S:
                ChangeGrain(key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? -1 : 1);
                break;
            case ConsoleKey.A:
                _addresses = _addresses == AddressDisplay.Hidden ? AddressDisplay.Shown : AddressDisplay.Hidden;
                break;
            case ConsoleKey.PageDown or ConsoleKey.DownArrow:
                _scroll += key.Key == ConsoleKey.DownArrow ? 1 : Console.WindowHeight / 2;
                break;
            case ConsoleKey.PageUp or ConsoleKey.UpArrow:
                _scroll -= key.Key == ConsoleKey.UpArrow ? 1 : Console.WindowHeight / 2;
                break;
        }
    }

    private void ChangeGrain(int by)
    {
        int grains = Enum.GetValues<Grain>().Length;
        var next = (Grain)(((int)_grain + by + grains) % grains);
        _step = walk.Translate(_grain, _step, next);
        _grain = next;
    }

    private void MoveTo(long step)
    {
        if (step < 1 || step > Count)
        {
            Say(step < 1 ? "this is the first step" : $"this is the last step: {walk.Ending}");
        }

        _step = Math.Clamp(step, 1, Math.Max(1, Count));
    }

    private long? AskForStep()
    {
        console.WriteAnsi("\r\u001b[2K");
        console.Cursor.Show();
        console.Write($"go to step (1 to {Count}): ");
        string digits = "";
        while (Console.ReadKey(intercept: true) is var key && key.Key is not (ConsoleKey.Enter or ConsoleKey.Escape))
        {
            if (char.IsAsciiDigit(key.KeyChar) && digits.Length < 12)
            {
                digits += key.KeyChar;
                console.Write(key.KeyChar.ToString());
            }
            else if (key.Key == ConsoleKey.Backspace && digits.Length > 0)
            {
                digits = digits[..^1];
                console.WriteAnsi("\b \b");
            }
        }

        console.Cursor.Hide();
        return long.TryParse(digits, out long step) ? step : _step;
    }

    private long? Say(string message)
    {
        _message = message;
        return null;
    }

    /// <summary>A line cut to a width.</summary>
    internal static EquatableArray<TextRun> Cut(EquatableArray<TextRun> line, int width)
    {
        if (TextCanvas.WidthOf(line) <= width)
        {
            return line;
        }

        var runs = new List<TextRun>();
        int left = width - 1;
        foreach (TextRun run in line)
        {
            string text = run.Text.Length <= left ? run.Text : run.Text[..left] + "…";
            runs.Add(run with { Text = text });
            left -= run.Text.Length;
            if (left < 0)
            {
                break;
            }
        }

        return [.. runs];
    }

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width)];
}
