using System.Globalization;
using System.Text;

namespace Crabwalk.Bench;

/// <summary>Rust programs of any length: modules of one shape as learners write them, with types, traits, closures, matches and collections.</summary>
internal static class RustSources
{
    private const string Module = """
        mod shop_NN {
            use std::collections::HashMap;
            use std::fmt;

            #[derive(Debug, Clone, PartialEq)]
            pub enum Kind {
                Fruit { ripe: bool },
                Tool(u32),
                Book(String),
            }

            #[derive(Debug, Clone)]
            pub struct Item {
                pub name: String,
                pub kind: Kind,
                pub price: u64,
            }

            pub trait Priced {
                fn price(&self) -> u64;

                fn discounted(&self, percent: u64) -> u64 {
                    self.price() - self.price() * percent / 100
                }
            }

            impl Priced for Item {
                fn price(&self) -> u64 {
                    match &self.kind {
                        Kind::Fruit { ripe: true } => self.price / 2,
                        Kind::Fruit { ripe: false } => self.price,
                        Kind::Tool(weight) if *weight > 10 => self.price + 5,
                        Kind::Tool(_) | Kind::Book(_) => self.price,
                    }
                }
            }

            impl fmt::Display for Item {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{} costs {}", self.name, self.price())
                }
            }

            #[derive(Default)]
            pub struct Shop {
                items: Vec<Item>,
                sold: HashMap<String, u32>,
            }

            impl Shop {
                pub fn add(&mut self, name: &str, kind: Kind, price: u64) -> &mut Self {
                    self.items.push(Item { name: name.to_string(), kind, price });
                    self
                }

                pub fn cheapest(&self) -> Option<&Item> {
                    self.items.iter().min_by_key(|item| item.price())
                }

                pub fn sell(&mut self, name: &str) -> Result<Item, String> {
                    let at = self.items.iter().position(|item| item.name == name).ok_or_else(|| format!("no {name}"))?;
                    *self.sold.entry(name.to_owned()).or_insert(0) += 1;
                    Ok(self.items.remove(at))
                }

                pub fn total(&self) -> u64 {
                    self.items.iter().map(Priced::price).sum()
                }
            }

            pub fn run(seed: u64) -> u64 {
                let mut shop = Shop::default();
                shop.add("apple", Kind::Fruit { ripe: seed % 2 == 0 }, 4).add("hammer", Kind::Tool(12), 20).add("novel", Kind::Book("crabs".into()), 9);
                let before = shop.total();
                if let Some(item) = shop.cheapest() {
                    println!("{item}");
                }
                match shop.sell("hammer") {
                    Ok(item) => before + item.discounted(10),
                    Err(why) => why.len() as u64,
                }
            }
        }


        """;

    /// <summary>A program of about so many lines.</summary>
    public static string OfLines(int lines)
    {
        int modules = Math.Max(1, lines / Module.Count(c => c == '\n'));
        var text = new StringBuilder();
        for (int i = 0; i < modules; i++)
        {
            text.Append(Module.Replace("NN", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        text.Append("fn main() {\n    let mut sum = 0;\n");
        for (int i = 0; i < modules; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    sum += shop_{i}::run({i});\n");
        }

        return text.Append("    println!(\"{sum}\");\n}\n").ToString();
    }
}
