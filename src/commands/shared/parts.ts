/** Turns each item of a list that arrives in parts into what its JSON has for it. */
export async function* inParts<Item, Json>(
  parts: AsyncIterable<readonly Item[]>,
  json: (item: Item) => Json,
): AsyncGenerator<readonly Json[]> {
  for await (const items of parts) yield items.map(json)
}
