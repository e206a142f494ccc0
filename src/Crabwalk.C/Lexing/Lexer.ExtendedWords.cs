using System.Buffers;
using System.Text;

namespace Crabwalk.C.Lexing;

/// <summary>Names with characters beyond ASCII, written as UTF-8 or as universal character names (6.4.2.1, 6.4.3).</summary>
internal sealed partial class Lexer
{
    /// <summary>
    /// A name, whose symbol holds the characters themselves: <c>caf\u00e9</c> and the same name typed with its accent are one name.
    /// Comes here also for a backslash or byte that turns out to start no name at all.
    /// </summary>
    private Token LexExtendedWord(ReadOnlySpan<byte> bytes, TokenFlags flags)
    {
        int start = _at;
        var name = new ArrayBufferWriter<byte>(64);
        while (_at < bytes.Length && TakeNameCharacter(bytes, name, isFirst: _at == start))
        {
        }

        if (_at > start)
        {
            return Make(TokenKind.Identifier, start, _spellings.Intern(name.WrittenSpan), flags);
        }

        _at = start + StrayLength(bytes[start..]);
        return Make(TokenKind.Unknown, start, _spellings.Intern(bytes[start.._at]), flags);
    }

    private bool TakeNameCharacter(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> name, bool isFirst)
    {
        byte next = bytes[_at];
        if (CharacterClasses.IsWord(next))
        {
            name.Write([next]);
            _at++;
            return true;
        }

        Rune rune;
        int used;
        bool isNamed = next == (byte)'\\';
        bool isFound = isNamed
            ? TryReadUniversalName(bytes[_at..], out rune, out used)
            : Rune.DecodeFromUtf8(bytes[_at..], out rune, out used) == OperationStatus.Done && next >= 0x80;
        if (!isFound)
        {
            return false;
        }

        bool isAllowed = isFirst ? IdentifierCharacters.IsStart(rune.Value) : IdentifierCharacters.IsPart(rune.Value);
        if (isAllowed)
        {
            Append(name, rune);
            _at += used;
        }

        return isAllowed;
    }

    private static void Append(ArrayBufferWriter<byte> name, Rune rune)
    {
        System.Span<byte> encoded = stackalloc byte[4];
        name.Write(encoded[..rune.EncodeToUtf8(encoded)]);
    }

    /// <summary>Reads <c>\uXXXX</c> or <c>\UXXXXXXXX</c>.</summary>
    private static bool TryReadUniversalName(ReadOnlySpan<byte> rest, out Rune rune, out int length)
    {
        length = rest.Length > 1 && rest[1] == (byte)'u' ? 6 : rest.Length > 1 && rest[1] == (byte)'U' ? 10 : 0;
        rune = default;
        if (length == 0 || rest.Length < length)
        {
            return false;
        }

        uint value = 0;
        foreach (byte digit in rest[2..length])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = unchecked((value << 4) | (uint)Convert.ToInt32(((char)digit).ToString(), 16));
        }

        return Rune.TryCreate(value, out rune);
    }

    // One whole character, or all bytes up to where UTF-8 makes sense again: one message for a lump of garbage.
    private static int StrayLength(ReadOnlySpan<byte> rest)
    {
        if (rest[0] < 0x80)
        {
            return 1;
        }

        if (Rune.DecodeFromUtf8(rest, out _, out int used) == OperationStatus.Done)
        {
            return used;
        }

        int length = used;
        while (length < rest.Length && rest[length] >= 0x80 && Rune.DecodeFromUtf8(rest[length..], out _, out used) != OperationStatus.Done)
        {
            length += used;
        }

        return length;
    }
}
