using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>A lane for each borrow that lasts longer than its line, with its number at the top; words at the right where it begins and ends.</summary>
internal sealed class LoanBars : ILineNotes
{
    private readonly OwnershipFunction _function;
    private readonly TextOptions _options;
    private readonly List<List<LoanScene>> _lanes = [];
    private readonly Dictionary<LoanScene, int> _numbers = [];

    public LoanBars(OwnershipFunction function, TextOptions options)
    {
        _function = function;
        _options = options;
        foreach (LoanScene loan in function.Loans)
        {
            if (Lasts(loan))
            {
                _numbers.TryAdd(loan, _numbers.Count + 1);
                LaneFor(loan).Add(loan);
            }
        }
    }

    public int MarginColumns => _lanes.Count == 0 ? 0 : _lanes.Count + 1;

    public EquatableArray<TextRun> Margin(int line) => Lanes(line, loan => line == loan.Lines[0] ? _options.Glyphs.TopLeft
        : line == loan.Lines[^1] ? _options.Glyphs.BottomLeft
        : loan.Lines.Contains(line) || !HasCode(line) ? _options.Glyphs.Vertical : " ");

    public EquatableArray<TextRun> MarginBelow(int line) => Lanes(line, loan => line < loan.Lines[^1] ? _options.Glyphs.Vertical : " ");

    public IEnumerable<EquatableArray<TextRun>> Of(int line)
    {
        foreach (LoanScene loan in _function.Loans.Where(loan => loan.Lines[0] == line))
        {
            string held = loan.Holders.IsEmpty ? "" : $" by {string.Join(" and ", loan.Holders.Select(holder => $"`{holder}`"))}";
            string span = Lasts(loan) ? "" : ", only in this line";
            yield return Note(loan, $"`{loan.Place}` is borrowed{(loan.IsUnique ? " uniquely" : "")}{held}{span}");
        }

        foreach (LoanScene loan in _function.Loans.Where(loan => Lasts(loan) && loan.Lines[^1] == line))
        {
            yield return Note(loan, $"`{loan.Place}` is free again: {loan.Reason}");
        }
    }

    private static bool Lasts(LoanScene loan) => loan.Lines.Count > 1;

    // A lane is free for a loan when the one before it has ended.
    private List<LoanScene> LaneFor(LoanScene loan)
    {
        List<LoanScene>? free = _lanes.Find(lane => lane[^1].Lines[^1] < loan.Lines[0]);
        if (free is null)
        {
            _lanes.Add(free = []);
        }

        return free;
    }

    private bool HasCode(int line) => TextCanvas.PlainTextOf(_function.Lines[line - _function.FirstLine]).Trim().Length > 0;

    private EquatableArray<TextRun> Lanes(int line, Func<LoanScene, string> glyph)
    {
        if (_lanes.Count == 0)
        {
            return [];
        }

        var text = new StringBuilder();
        foreach (List<LoanScene> lane in _lanes)
        {
            LoanScene? loan = lane.Find(loan => loan.Lines[0] <= line && line <= loan.Lines[^1]);
            text.Append(loan is null ? " " : glyph(loan));
        }

        return [new(text + " ", TextStyle.Now)];
    }

    private EquatableArray<TextRun> Note(LoanScene loan, string words) => new LineBuilder()
        .Append(_numbers.TryGetValue(loan, out int number) ? number.ToString(CultureInfo.InvariantCulture) : _options.Glyphs.Dot, TextStyle.Now).PadTo(3).Append(words, TextStyle.Soft).Build();
}
