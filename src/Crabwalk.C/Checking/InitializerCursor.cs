using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>
/// A place inside an object that a braced list initialises: the part that the next value goes to. A stack of frames leads from the list's own
/// object to the part; moving on takes the next part of the innermost aggregate and leaves aggregates that are full (6.7.9p17 to p20).
/// </summary>
internal sealed class InitializerCursor
{
    private readonly CTypes _types;
    private readonly InitializerPath _start;
    private readonly List<Frame> _frames = [];

    public InitializerCursor(CTypes types, CType type, InitializerPath start, long offset)
    {
        _types = types;
        _start = start;
        _frames.Add(new(type, offset));
    }

    /// <summary>The part's type; while designators are followed: the type reached so far.</summary>
    public CType Type => _frames[^1].Current is { } current ? current.Type : _frames[^1].Aggregate;

    /// <summary>The part's offset from the whole object's start.</summary>
    public long Offset => _frames[^1].Current is { } current ? current.Offset : _frames[^1].Offset;

    /// <summary>The steps to the part from the whole object.</summary>
    public InitializerPath Path
    {
        get
        {
            InitializerPath path = _start;
            foreach (Frame frame in _frames)
            {
                path = frame.Current is { } current ? path.Then(current.Step) : path;
            }

            return path;
        }
    }

    /// <summary>How many elements or members of the list's own object were passed: the length of an array without a bound.</summary>
    public long Count { get; private set; }

    /// <summary>True once a designator moved the cursor.</summary>
    public bool WasDesignated { get; private set; }

    /// <summary>True when the part is a member of a structure.</summary>
    public bool IsInRecord => _frames[^1].Aggregate is CType.Record;

    /// <summary>The first member of the list's own structure that no value went to.</summary>
    public Field? FirstMissing => _frames[0].Aggregate is CType.Record { Definition: { IsUnion: false } definition } && Count < definition.Fields.Count
        ? definition.Fields[(int)Count]
        : null;

    /// <summary>Goes to the next part; false when the list's object is full.</summary>
    public bool MoveNext()
    {
        while (_frames.Count > 1 && !HasNext(_frames[^1]))
        {
            _frames.RemoveAt(_frames.Count - 1);
        }

        Frame frame = _frames[^1];
        if (!HasNext(frame))
        {
            return false;
        }

        Enter(frame, frame.Next, frame.Next);
        return true;
    }

    /// <summary>Goes to the first part of the part, because a value came without braces; false when the part has none.</summary>
    public bool Descend()
    {
        var inner = new Frame(Type, Offset);
        if (Type is not (CType.Array or CType.Record) || !HasNext(inner))
        {
            return false;
        }

        _frames.Add(inner);
        Enter(inner, 0, 0);
        return true;
    }

    /// <summary>Begins at the list's own object again, for a designator.</summary>
    public void Restart()
    {
        _frames.RemoveRange(1, _frames.Count - 1);
        _frames[0].Current = null;
        WasDesignated = true;
    }

    /// <summary>Follows a designator to a member of the type reached so far.</summary>
    public void Follow(Field field) => Enter(OpenFrame(), field.Index, field.Index);

    /// <summary>Follows a designator to elements of the type reached so far.</summary>
    public void Follow(long first, long last) => Enter(OpenFrame(), first, last);

    private Frame OpenFrame()
    {
        if (_frames[^1].Current is not null)
        {
            _frames.Add(new(Type, Offset));
        }

        return _frames[^1];
    }

    private void Enter(Frame frame, long first, long last)
    {
        frame.Current = frame.Aggregate switch
        {
            CType.Array array => new(array.Element, frame.Offset + (first * (_types.SizeOf(array.Element) ?? 0)), new InitializerStep.Element(first, last)),
            CType.Record record => Member(record, frame, (int)first),
            _ => null,
        };
        bool isUnion = frame.Aggregate is CType.Record { Definition.IsUnion: true };
        frame.Next = isUnion ? long.MaxValue : last + 1;
        if (ReferenceEquals(frame, _frames[0]))
        {
            Count = Math.Max(Count, last + 1);
        }
    }

    private static Part Member(CType.Record record, Frame frame, int index)
    {
        Field field = record.Definition.Fields[index];
        return new(field.Type, frame.Offset + field.Offset, new InitializerStep.Member(field));
    }

    private static bool HasNext(Frame frame) => frame.Aggregate switch
    {
        CType.Array array => array.Bound is ArrayBound.Incomplete || frame.Next < (array.Count ?? 0),
        CType.Record record => frame.Next < record.Definition.Fields.Count,
        _ => false,
    };

    private sealed class Frame(CType aggregate, long offset)
    {
        public CType Aggregate { get; } = aggregate;

        public long Offset { get; } = offset;

        public Part? Current { get; set; }

        public long Next { get; set; }
    }

    private sealed record Part(CType Type, long Offset, InitializerStep Step);
}
