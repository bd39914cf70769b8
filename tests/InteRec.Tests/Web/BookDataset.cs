namespace InteRec.Tests.Web;

/// <summary>
/// Five books with descriptions and authors: what the page shows of them it can only know from the roles of their attributes.
/// </summary>
internal static class BookDataset
{
    public const string HostileTitle = "<img src=x onerror=document.title='taken'> & <b>Bold</b>";
    public const string HostilePlot = "A shop of <script>document.title='taken'</script> books.";
    public static readonly string LongTitle = new('W', 180);

    /// <summary>Writes the dataset into <paramref name="folder"/>.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "dataset.json"),
            """
            {
             "name": "books", "items": "items.csv", "interactions": "log.csv", "itemId": "id", "separator": "|",
             "item": { "singular": "book", "plural": "books" },
             "interactionColumns": { "userId": "user", "itemId": "item", "weight": "stars", "positive": 4, "negative": 2, "scaleFrom": 1, "scaleTo": 5 },
             "attributes": [
              { "name": "name", "type": "text", "role": "title" },
              { "name": "published", "type": "number", "role": "year", "label": "published" },
              { "name": "shelf", "type": "categories", "role": "kind", "label": "shelf" },
              { "name": "blurb", "type": "text", "role": "description", "label": "blurb", "filterable": false },
              { "name": "by", "type": "categories", "role": "people", "label": "author" },
              { "name": "pages", "type": "number", "label": "length", "unit": "pages" }
             ]
            }
            """
        );
        File.WriteAllLines(
            Path.Combine(folder, "items.csv"),
            [
                "id,name,published,shelf,blurb,by,pages",
                $"a,{HostileTitle},2001,Mystery,{HostilePlot},Ann Alder|Ben Birch|Cy Cedar|Di Dogwood,310",
                "b,The Quiet Lamp,1998,Mystery,A lighthouse keeper counts the ships that do not come.,Eve Elm,220",
                $"c,{LongTitle},1985,Mystery,,Fay Fir,180",
                "d,Garden of Rules,2010,Poetry,Poems about hedges.,Gus Gorse,90",
                "e,A Second Garden,2012,Poetry,More poems about hedges.,Gus Gorse,95",
            ]
        );
        File.WriteAllLines(
            Path.Combine(folder, "log.csv"),
            ["user,item,stars", .. Enumerable.Range(1, 12).SelectMany(u => "abcde".Select((item, i) => $"u{u},{item},{1 + ((u + i) % 5)}"))]
        );
        return folder;
    }
}
