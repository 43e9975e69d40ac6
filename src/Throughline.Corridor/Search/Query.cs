namespace Throughline.Corridor.Search;

/// <summary>A search text, made ready to be compared with many names.</summary>
internal sealed class Query(string fold)
{
    private readonly string _sound = PlaceText.Sound(fold);
    private readonly string[] _words = fold.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    // Short words must be right, long ones may have up to three errors.
    private readonly int _maxErrors = fold.Length switch { <= 3 => 0, <= 5 => 1, <= 9 => 2, _ => 3 };

    public string Fold => fold;

    /// <summary>How the text meets a name, or null when it does not.</summary>
    public (PlaceMatchKind Kind, int Errors)? Match(string nameFold, string nameSound, string[] nameWords)
    {
        if (nameFold == fold)
            return (PlaceMatchKind.Name, 0);
        if (nameSound == _sound)
            return (PlaceMatchKind.Sound, EditDistance.Between(fold, nameFold, 9));
        if (nameFold.StartsWith(fold, StringComparison.Ordinal))
            return (PlaceMatchKind.Prefix, 0);
        if (_sound.Length >= 3 && nameSound.StartsWith(_sound, StringComparison.Ordinal))
            return (PlaceMatchKind.SoundPrefix, 0);
        if (AllWordsBegin(nameWords))
            return (PlaceMatchKind.Words, 0);
        return Typo(nameFold, nameSound, nameWords);
    }

    private bool AllWordsBegin(string[] nameWords)
    {
        foreach (var word in _words)
        {
            var begins = false;
            foreach (var nameWord in nameWords)
                begins |= nameWord.StartsWith(word, StringComparison.Ordinal);
            if (!begins)
                return false;
        }

        return true;
    }

    private (PlaceMatchKind, int)? Typo(string nameFold, string nameSound, string[] nameWords)
    {
        if (_maxErrors == 0)
            return null;
        var errors = Math.Min(
            EditDistance.Between(fold, nameFold, _maxErrors),
            EditDistance.Between(_sound, nameSound, _maxErrors - 1) + 1);
        // One word of a longer name counts one error more than the whole name.
        if (_words.Length == 1 && nameWords.Length > 1)
        {
            foreach (var word in nameWords)
                errors = Math.Min(errors, EditDistance.Between(fold, word, _maxErrors - 1) + 1);
        }

        return errors <= _maxErrors ? (PlaceMatchKind.Typo, errors) : null;
    }
}
