using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <content>Macros that read files, found beside the file that the call is written in.</content>
internal sealed partial class BuiltInMacros
{
    private const int IncludeDepth = 32;

    private (string Path, byte[] Bytes)? ReadFile()
    {
        if (SingleText($"{_name}! takes 1 argument") is not { } name)
        {
            return null;
        }

        string from = _session.Sources[Outermost.Source].Path;
        int slash = from.LastIndexOf('/');
        string path = slash < 0 || name.StartsWith('/') ? name : $"{from[..slash]}/{name}";
        if (_session.Files.Read(path, out string reason) is { } bytes)
        {
            return (path, bytes);
        }

        Report(ParseErrors.At(_call.Span, $"couldn't read `{path}`: {reason}"));
        return null;
    }

    private Expression? IncludeText()
    {
        if (ReadFile() is not var (path, bytes))
        {
            return null;
        }

        if (_name == "include_bytes")
        {
            var text = new StringBuilder("b\"", bytes.Length * 4);
            foreach (byte value in bytes)
            {
                text.Append("\\x").Append(value.ToString("x2", CultureInfo.InvariantCulture));
            }

            return Literal(TokenKind.ByteString, text.Append('"').ToString());
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            Report(ParseErrors.At(_call.Span, $"`{path}` wasn't a utf-8 file"));
            return null;
        }

        return Text(Encoding.UTF8.GetString(bytes));
    }

    private Parser? Include()
    {
        if (ReadFile() is not var (path, bytes))
        {
            return null;
        }

        if (_site.Depth >= IncludeDepth)
        {
            Report(ParseErrors.At(_call.Span, $"`{path}` is included too deeply: more than {IncludeDepth} files in each other"));
            return null;
        }

        SourceId source = _session.Sources.Add(SourceText.FromBytes(path, bytes, _crate.IsLibrary ? SourceKind.Library : SourceKind.User));
        _session.Editions.Add(source, _crate.Edition);
        Token[] tokens = Lexer.Lex(source, _crate.Edition, _session.Sources, Symbols, _session.Sink);
        return Delimiters.Check(tokens, _session.Sink) ? new(tokens, _crate.Parse) : null;
    }
}
