using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>
/// Keeps what a host answers, so that a run can be made again: an answer is a result and what was written to memory. What is known
/// already is given from here, and the host is not asked.
/// </summary>
internal sealed class AnswerLog(IModuleHost host) : IModuleHost
{
    private readonly List<Answer> _answers = [];

    /// <summary>How many answers the run has had at its present place.</summary>
    public int Position { get; set; }

    /// <summary>What they take.</summary>
    public long SizeBytes { get; private set; }

    /// <inheritdoc/>
    public ulong Call(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory)
    {
        if (Position == _answers.Count)
        {
            _answers.Add(Ask(function, arguments, memory));
        }
        else
        {
            foreach ((int address, byte[] bytes) in _answers[Position].Writes)
            {
                memory.Write((ulong)address, bytes);
            }
        }

        return _answers[Position++].Result;
    }

    private Answer Ask(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory)
    {
        List<(int Address, int Count)> written = [];
        memory.Notes = written;
        try
        {
            ulong result = host.Call(function, arguments, memory);
            (int, byte[])[] writes = [.. written.Select(range => (range.Address, memory.Bytes.Slice(range.Address, range.Count).ToArray()))];
            SizeBytes += 64 + writes.Sum(write => 32L + write.Item2.Length);
            return new(result, writes);
        }
        finally
        {
            memory.Notes = null;
        }
    }

    private sealed record Answer(ulong Result, (int Address, byte[] Bytes)[] Writes);
}
