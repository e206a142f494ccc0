using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Walking.Modules;
using Spectre.Console;

namespace Crabwalk.Cli.Terminal;

/// <summary>The walk through a WebAssembly module in a terminal: the same keys as <see cref="InteractiveWalk"/> has for moving.</summary>
internal sealed class InteractiveModuleWalk(ModuleWalk walk, IAnsiConsole console)
{
    private const string Keys = "← back  → step  ⇧ over calls  Home/End first/last  PgUp/PgDn ten steps  ↑ ↓ scroll  q quit";

    private long _step = 1;
    private int _scroll;
    private string _message = "";

    /// <summary>Walks until the reader quits.</summary>
    /// <param name="start">The step to begin at, from 1.</param>
    public void Run(long start)
    {
        _step = start;
        console.AlternateScreen(() =>
        {
            console.Cursor.Hide();
            do
            {
                Draw();
            }
            while (Handle(KeyWait.ForKey(console, () => false)));
            console.Cursor.Show();
        });
    }

    private void Draw()
    {
        int width = Math.Max(30, Console.WindowWidth);
        int room = Math.Max(4, Console.WindowHeight - 2);
        EquatableArray<EquatableArray<TextRun>> lines = ModulePicture.Render(walk.SceneAt(_step), new() { Width = width - 1 }).Lines;
        _scroll = Math.Clamp(_scroll, 0, Math.Max(0, lines.Count - room));
        console.Cursor.SetPosition(1, 1);
        for (int row = 0; row < room; row++)
        {
            console.WriteAnsi("\u001b[2K");
            Theme.WriteLine(console, row + _scroll < lines.Count ? InteractiveWalk.Cut(lines[row + _scroll], width) : []);
        }

        string footer = _message.Length > 0 ? _message : Keys;
        console.WriteAnsi("\u001b[2K");
        console.Write(footer[..Math.Min(footer.Length, width - 1)], new Style(Color.Grey50));
        _message = "";
    }

    private bool Handle(ConsoleKeyInfo? pressed)
    {
        if (pressed is not { } key)
        {
            return true;
        }

        bool over = key.Modifiers.HasFlag(ConsoleModifiers.Shift);
        switch (key.Key)
        {
            case ConsoleKey.RightArrow or ConsoleKey.N or ConsoleKey.Enter:
                MoveTo(over ? walk.Over(_step, 1) : _step + 1);
                break;
            case ConsoleKey.LeftArrow or ConsoleKey.P or ConsoleKey.Backspace:
                MoveTo(over ? walk.Over(_step, -1) : _step - 1);
                break;
            case ConsoleKey.O:
                MoveTo(walk.Over(_step, over ? -1 : 1));
                break;
            case ConsoleKey.PageDown or ConsoleKey.PageUp:
                MoveTo(_step + (key.Key == ConsoleKey.PageDown ? 10 : -10));
                break;
            case ConsoleKey.Home or ConsoleKey.End:
                MoveTo(key.Key == ConsoleKey.Home ? 1 : walk.StepCount);
                break;
            case ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                _scroll += key.Key == ConsoleKey.DownArrow ? 1 : -1;
                break;
        }

        return key.Key is not (ConsoleKey.Q or ConsoleKey.Escape);
    }

    private void MoveTo(long step)
    {
        _message = step < 1 ? "this is the first step" : step > walk.StepCount ? $"this is the last step: the program {walk.Ending.Words}" : "";
        _step = Math.Clamp(step, 1, walk.StepCount);
    }
}
