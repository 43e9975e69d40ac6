namespace Throughline.Customs;

/// <summary>What is wrong with the form of a value; each has an XML error code of the standard (list CL030).</summary>
public enum FormatFault
{
    /// <summary>Nothing: the value has the form.</summary>
    None,
    /// <summary>Code 39: more characters, or more digits, than allowed.</summary>
    TooLong,
    /// <summary>Code 40: fewer characters than needed; nothing at all is too short too.</summary>
    TooShort,
    /// <summary>Code 50: not a value of the type, such as letters for a number or a day that no calendar has.</summary>
    Type,
    /// <summary>Code 51: a value of the type that is not written as the pattern wants it.</summary>
    Pattern,
    /// <summary>Code 54: below the lowest number.</summary>
    TooLow,
    /// <summary>Code 55: above the highest number.</summary>
    TooHigh,
    /// <summary>Code 12: not one of the few values that the message itself enumerates.</summary>
    NotListed,
}
