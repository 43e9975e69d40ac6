namespace Throughline.Customs;

/// <summary>What bears a name; decides which words are titles, legal forms or numbers.</summary>
public enum NameKind
{
    /// <summary>Not known: a person or an organisation, as the trader of a declaration.</summary>
    Unknown,
    /// <summary>A natural person.</summary>
    Person,
    /// <summary>A company, authority, group or other body.</summary>
    Organisation,
    /// <summary>A ship or another means of transport.</summary>
    Vessel,
}

/// <summary>What a word does in a name.</summary>
public enum WordRole
{
    /// <summary>It says who is meant.</summary>
    Name,
    /// <summary>A name made of the father's.</summary>
    Patronymic,
    /// <summary>One letter that stands for a name.</summary>
    Initial,
    /// <summary>«bin», «de», «and»: says next to nothing.</summary>
    Particle,
    /// <summary>«Dr», «Haji»: says next to nothing.</summary>
    Title,
    /// <summary>«Bank», «Trading»: many share it.</summary>
    Generic,
    /// <summary>A country in the name of an organisation: often another branch.</summary>
    Country,
    /// <summary>A number, in digits, words or Roman.</summary>
    Number,
}

/// <summary>A word of a name, ready to be compared.</summary>
internal sealed class NameWord
{
    public required string Text { get; init; }

    /// <summary>The other reading; equal to <see cref="Text"/> when there is one only.</summary>
    public required string Other { get; init; }

    public required WordRole Role { get; init; }

    public required string Sound { get; init; }

    public required string OtherSound { get; init; }

    public required string Skeleton { get; init; }

    /// <summary>How much it says about who is meant, from 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Its group of spellings; 0 for none.</summary>
    public int Variant { get; init; }

    /// <summary>The number that it says, or -1.</summary>
    public int Number { get; init; } = -1;

    public bool IsAbjad { get; init; }

    public bool IsMinor => Role is WordRole.Particle or WordRole.Title;
}

/// <summary>A name made ready for comparison: words in Latin letters with their roles, and the class of its legal
/// form. Immutable.</summary>
public sealed class ScreenedName
{
    internal ScreenedName(string name, NameKind kind, NameWord[] words, string? legalForm, string? legalClass)
    {
        (Name, Kind, Words, LegalForm, LegalClass) = (name, kind, words, legalForm, legalClass);
        Compact = string.Concat(words.Where(w => w.Role != WordRole.Title).Select(w => w.Text));
        Text = string.Join(' ', words.Select(w => w.Text));
    }

    /// <summary>The name as it was given.</summary>
    public string Name { get; }

    /// <summary>What bears it.</summary>
    public NameKind Kind { get; }

    /// <summary>Its words in Latin letters with a blank between, legal form left out. Empty when the name holds no
    /// letter and no digit.</summary>
    public string Text { get; }

    /// <summary>The legal form in our transliteration, or null.</summary>
    public string? LegalForm { get; }

    /// <summary>What the legal form says: limited, stock, partnership, nonprofit, state, trader; <c>any</c> or null
    /// when it says nothing.</summary>
    public string? LegalClass { get; }

    internal NameWord[] Words { get; }

    /// <summary>The words as one.</summary>
    internal string Compact { get; }
}
