namespace Throughline.Customs;

/// <summary>What a skeleton may be asked for.</summary>
internal static class SkeletonRanges
{
    private const int MostItems = 1_999;
    private const int MostItemsOfHouse = 999;
    private const int OfficeLength = 8;
    private static readonly string[] Types = ["T1", "T2", "T2F", "T", "TIR"];

    /// <summary>Looks at every number and text.</summary>
    /// <exception cref="ArgumentException">One is outside its range; says which, and the range.</exception>
    public static void ThrowIfWrong(SkeletonRequest r)
    {
        foreach (var office in r.Transits.Prepend(r.Departure).Append(r.Destination))
        {
            if (office.Length != OfficeLength || !office.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
                || !char.IsAsciiLetterUpper(office[0]) || !char.IsAsciiLetterUpper(office[1]))
            {
                throw new ArgumentException($"«{office}» is no customs office: two letters of the country and six "
                    + "capital letters or digits, for example TR341300.", nameof(r));
            }
        }

        if (!Types.Contains(r.Type))
            throw new ArgumentException($"«{r.Type}» is none of {string.Join(", ", Types)}.", nameof(r));
        if (r.Prepared.Year is < 2000 or > 2098)
            throw new ArgumentException("The day is one of the years 2000 to 2098.", nameof(r));
        Within(r.Transits.Count, 0, 9, "offices of transit");
        Within(r.Containers, 0, 9_999, "containers");
        Within(r.Seals, 0, 99, "seals");
        Within(r.Wagons, 1, 999, "wagons");
        Within(r.Trailers, 0, 2, "trailers");
        Within(r.Items, 1, MostItems, "items");
        Within(r.Guarantees.Count, 0, 9, "guarantees");
        Within(r.Vouchers, 1, 99, "vouchers");
        if (r.Houses is { } houses)
            Within(houses, (r.Items + MostItemsOfHouse - 1) / MostItemsOfHouse, r.Items, "houses for these items");
        if (r.Mode == SkeletonMode.Road && r.Wagons > 1)
            throw new ArgumentException("By road there are no wagons.", nameof(r));
        if (r.Mode == SkeletonMode.Rail && r.Trailers > 0)
            throw new ArgumentException("By rail there are no trailers.", nameof(r));
        foreach (var type in r.Guarantees.Where(t => t.Length != 1))
            throw new ArgumentException($"«{type}» is no type of guarantee: one digit or letter of CL251.", nameof(r));
    }

    private static void Within(int number, int least, int most, string what)
    {
        if (number < least || number > most)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The number of {what} is from {least} to {most}, not {number}."), nameof(number));
        }
    }
}
