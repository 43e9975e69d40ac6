namespace Throughline.Customs.Tests;

/// <summary>Messages with a right structure and any values that have the right form: seeded, so that a case can be made
/// again.</summary>
internal sealed class RandomMessages(int seed)
{
    private const int MostRepetitions = 3;
    private readonly Random _random = new(seed);

    /// <summary>A message of a code.</summary>
    public Message Make(string code)
    {
        var message = Message.Make(code);
        if (_random.Next(3) > 0)
            message.PhaseId = _random.Next(2) == 0 ? "NCTS6" : "NCTS5.1";
        Fill(message.Root);
        return message;
    }

    private void Fill(MessageGroup group)
    {
        foreach (var line in group.Structure.Lines)
        {
            if (line.Status != Status.Required && _random.Next(2) == 0)
                continue;
            if (line is ItemStructure item)
            {
                group[item] = Value(item.Format);
                continue;
            }

            var structure = (GroupStructure)line;
            var count = 1 + _random.Next(Math.Min(structure.Most, MostRepetitions));
            for (var i = 0; i < count; i++)
                Fill(group.Add(structure));
        }
    }

    /// <summary>The example of the form, or a longer or stranger value that has the form too.</summary>
    private string Value(Format format)
    {
        var example = format.Example();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var value = _random.Next(5) switch
            {
                0 => example + example,
                1 => example.Length > 1 ? example[..^1] : example + "Ç",
                2 => string.Concat(Enumerable.Repeat("Ж & <ц> \"", 1 + _random.Next(5))).Trim(),
                3 => "  " + example,
                _ => _random.Next(1, 100_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            if (format.Check(value) == FormatFault.None)
                return value;
        }

        return example;
    }
}
