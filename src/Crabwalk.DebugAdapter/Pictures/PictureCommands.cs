using Crabwalk.DebugAdapter.Looking;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Pictures.Json;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Pictures;

/// <summary>The requests of Crabwalk's own: pictures, sentences and the timeline (docs/protocol.md).</summary>
internal sealed class PictureCommands(SessionState state)
{
    private const int MostSentences = 1000;
    private const int MostEvents = 5000;

    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("crabwalk/step", DapJson.Default.StepRequestArguments, DapJson.Default.StepBody, Step);
        table.Add("crabwalk/scene", DapJson.Default.StepRequestArguments, DapJson.Default.StepBody, arguments => BodyOf(PointOf(arguments), arguments));
        table.Add("crabwalk/walk", DapJson.Default.GrainArguments, DapJson.Default.WalkBody, arguments => new(new(TraceJson.Write(state.Walk.Overview(GrainOf(arguments.Grain))))));
        table.Add("crabwalk/sentence", DapJson.Default.SentenceArguments, DapJson.Default.SentencesBody, Sentences);
        table.Add("crabwalk/timeline", DapJson.Default.TimelineArguments, DapJson.Default.TimelineBody, Timeline);
        table.Add("crabwalk/write", DapJson.Default.WriteArguments, DapJson.Default.WriteBody, Write);
    }

    private StepBody Step(StepRequestArguments arguments)
    {
        WalkPoint point = PointOf(arguments);
        state.LookAt(point);
        if (arguments.Announce)
        {
            state.Afterwards(() => new Stopping(state).Tell(new("goto")));
        }

        return BodyOf(state.At, arguments);
    }

    private Grain GrainOf(string? word) => Grains.Parse(word, Grains.Parse(state.Program.Arguments.Grain, Grain.Expression));

    private WalkPoint PointOf(StepRequestArguments arguments)
    {
        Grain grain = GrainOf(arguments.Grain);
        WalkPoint start = arguments.Step is { } step ? new(grain, step) : state.AtIn(grain);
        Walk walk = state.Walk;
        return start with
        {
            Step = Math.Clamp(arguments.Move switch
            {
                null => start.Step,
                "in" => walk.Move(grain, start.Step, Movement.In, grain),
                "over" => walk.Move(grain, start.Step, Movement.Over, grain),
                "out" => walk.Move(grain, start.Step, Movement.Out, grain),
                "back" => walk.Move(grain, start.Step, Movement.Back, grain),
                "backOver" => walk.Move(grain, start.Step, Movement.BackOver, grain),
                "backOut" => walk.Move(grain, start.Step, Movement.BackOut, grain),
                "start" => 1,
                "end" => walk.CountOf(grain),
                "problem" => walk.ProblemStep(grain) ?? throw new RefusedException("nothing went wrong in this run"),
                var other => throw new RefusedException($"`{other}` is no move: there are in, over, out, back, backOver, backOut, start, end and problem"),
            }, 1, walk.CountOf(grain)),
        };
    }

    private StepBody BodyOf(WalkPoint point, StepRequestArguments arguments)
    {
        string[] wanted = arguments.Include ?? ["scene"];
        StepScene scene = SceneOf(point, new(arguments.Library, arguments.Layout, arguments.Bytes));
        return new()
        {
            Step = scene.Step,
            StepCount = state.Walk.CountOf(point.Grain),
            Grain = Grains.WordFor(point.Grain),
            Sentence = SceneWords.PlainText(scene.Sentence),
            Place = PlaceOf(point),
            Problem = scene.Problem?.Title,
            ProblemStep = state.Walk.ProblemStep(point.Grain),
            Ending = scene.Step == state.Walk.CountOf(point.Grain) ? state.Walk.Ending.Words : null,
            Scene = wanted.Contains("scene") ? new(TraceJson.Write(scene)) : null,
            Svg = wanted.Contains("svg") ? state.Pictures.Draw(state.Walk, point.Grain, scene, SvgOptionsOf(arguments.Svg ?? new())) : null,
            Text = wanted.Contains("text") ? TextPicture.Render(state.Walk.Overview(point.Grain), scene, new TextOptions()).PlainText : null,
        };
    }

    private StepScene SceneOf(WalkPoint point, SceneOptions options)
    {
        if (options == new SceneOptions())
        {
            return point == state.At ? state.Scene : state.Walk.SceneAt(point.Grain, point.Step);
        }

        SceneOptions usual = state.Walk.Options;
        state.Walk.Options = options;
        StepScene scene = state.Walk.SceneAt(point.Grain, point.Step);
        state.Walk.Options = usual;
        return scene;
    }

    /// <summary>Where the innermost call of the user stands; the expression, not the line.</summary>
    private TextRange? PlaceOf(WalkPoint point) => state.Walk.PlaceAt(point.Grain, point.Step) is { } span ? state.Program.Places.RangeOf(span) : null;

    private static SvgOptions SvgOptionsOf(PictureArguments arguments) => new()
    {
        Theme = PictureWords.Of(arguments.Theme, Theme.Auto),
        Arrangement = PictureWords.Of(arguments.Arrangement, Crabwalk.Pictures.Layout.Arrangement.Wide),
        Surroundings = PictureWords.Of(arguments.Surroundings, Surroundings.Bare),
        Styles = PictureWords.Of(arguments.Styles, Styles.Inside),
        HeapColumns = Math.Clamp(arguments.HeapColumns ?? 4, 1, 12),
    };

    private SentencesBody Sentences(SentenceArguments arguments)
    {
        Grain grain = GrainOf(arguments.Grain);
        long first = Math.Max(1, arguments.First ?? state.AtIn(grain).Step);
        long last = Math.Min(arguments.Last ?? first, Math.Min(first + MostSentences - 1, state.Walk.CountOf(grain)));
        return new([.. state.Walk.Scenes(grain, first, last).Select(scene => new StepSentence(scene.Step, SceneWords.PlainText(scene.Sentence), scene.Place?.Line))]);
    }

    private TimelineBody Timeline(TimelineArguments arguments)
    {
        Grain grain = GrainOf(arguments.Grain);
        long count = state.Walk.CountOf(grain);
        long first = Math.Clamp(arguments.First ?? 1, 1, count);
        long last = Math.Clamp(arguments.Last ?? count, first, count);
        if (arguments.Buckets is { } buckets)
        {
            IEnumerable<TimelineBucket> summary = state.Walk.EventSummary(grain, first, last, buckets);
            long events = state.Walk.Events(grain, first, last, 0).Count;
            return new(count, events, Buckets: [.. summary.Select(BucketOf)]);
        }

        TimelinePage page = state.Walk.Events(grain, first, last, Math.Clamp(arguments.Most ?? MostEvents, 0, MostEvents));
        return new(count, page.Count, Events: [.. page.Events.Select(one => new EventBody(WordFor(one.Kind), one.Step, one.Label))]);
    }

    private static BucketBody BucketOf(TimelineBucket bucket) =>
        new(bucket.FirstStep, bucket.LastStep, bucket.Counts.ToDictionary(pair => WordFor(pair.Kind), pair => pair.Count));

    private static string WordFor(EventKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private WriteBody Write(WriteArguments arguments)
    {
        Grain grain = GrainOf(arguments.Grain);
        WalkPoint point = arguments.Step is { } step ? new(grain, step) : state.AtIn(grain);
        MemoryRange range = RangeOf(arguments, point);
        long? found = arguments.Direction switch
        {
            null or "back" => state.Walk.LastWrite(grain, point.Step + 1, range),
            "forward" => state.Walk.NextWrite(grain, point.Step, range),
            var other => throw new RefusedException($"`{other}` is no direction: there are back and forward"),
        };
        return found is { } at
            ? new(at, SceneWords.PlainText(state.Walk.SceneAt(grain, at).Sentence), PlaceOf(new(grain, at)))
            : new WriteBody(null);
    }

    private MemoryRange RangeOf(WriteArguments arguments, WalkPoint point)
    {
        if (arguments.MemoryReference is { } reference)
        {
            return new(MemoryReferences.Parse(reference), Math.Max(1, arguments.Bytes ?? 1));
        }

        WatchResult value = state.Walk.Evaluate(point.Grain, point.Step, null, arguments.Expression ?? "");
        return value.Cell is { Address: > 0, SizeBytes: > 0 } cell
            ? new(cell.Address, cell.SizeBytes)
            : throw new RefusedException(value.Error.Length > 0 ? value.Error : "only what lies in memory is written");
    }
}
