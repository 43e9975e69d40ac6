namespace Throughline.Customs;

/// <summary>The figures of the score. They were chosen on one half of labelled pairs and looked at on the other;
/// <c>throughline customs screen --pairs</c> measures what a change does to either half.</summary>
internal static class ScoreFigures
{
    // What a word weighs by its role; a rare name weighs 1.
    public const double MinorWeight = 0.05;
    public const double InitialWeight = 0.45;
    public const double GenericWeight = 0.5;
    public const double NumberWeight = 0.3;
    public const double CountryWeight = 0.6;
    public const double PatronymicWeight = 0.7;
    public const double CommonWeight = 0.75;

    /// <summary>How much heavier words weigh that stand against one another than words that agree.</summary>
    public const double Conflict = 1.4;

    /// <summary>What a legal form of another class leaves of the score.</summary>
    public const double OtherForm = 0.8;

    /// <summary>What words of the same letters in one piece or in several are worth.</summary>
    public const double Joined = 0.97;

    public const double Variant = 0.96;
    public const double Short = 0.85;
    public const double Initial = 0.85;
    public const double Acronym = 0.9;
    public const double Abjad = 0.92;

    /// <summary>How steeply wrong letters lower the likeness of two words.</summary>
    public const double Steepness = 1.0;

    /// <summary>How much of its weight a word takes that only one of the names has.</summary>
    public static double Extra(WordRole role, bool isOrganisation) => role switch
    {
        WordRole.Patronymic => 0.1,
        WordRole.Initial => 0.15,
        WordRole.Number => 0.3,
        WordRole.Country => 0.9,
        WordRole.Generic => 0.35,
        _ => isOrganisation ? 0.5 : 0.25,
    };

    /// <summary>The farthest that two words of a length may be apart and still be the same word.</summary>
    public static double MostCost(double letters) => letters switch
    {
        < 2.6 => 0.6,
        < 3.6 => 0.8,
        < 6 => 1.05,
        _ => Math.Min(3, (0.25 * letters) - 0.15),
    };
}
