// The tree's words for things that System has names for too.
global using Attribute = Crabwalk.Rust.Syntax.Attribute;
global using Path = Crabwalk.Rust.Syntax.Path;
global using Type = Crabwalk.Rust.Syntax.Type;
