namespace Throughline.Corridor.Writing;

/// <content>Cost model, rules and scenarios. Cells stand in the order of the schema.</content>
internal static partial class CorridorWriter
{
    private static void WriteTags(CorridorModel model, CsvOut csv)
    {
        foreach (var t in model.Tags)
            csv.Cell(t.Id).Cell(t.Name).Cell(t.Description).Cell(t.Source).End();
    }

    private static void WriteExchangeRates(CorridorModel model, CsvOut csv)
    {
        foreach (var r in model.ExchangeRates)
            csv.Cell(r.Currency).Amount(r.UsdPerUnit).Cell(r.Date).Cell(r.Source).End();
    }

    private static void WriteLoadUnits(CorridorModel model, CsvOut csv)
    {
        foreach (var u in model.LoadUnits)
        {
            csv.Cell(u.Id).Cell(u.Name).List(u.Modes.Select(CorridorWords.Of)).Cell(u.Teu).Cell(u.TareKg)
                .Cell(u.MaxGrossKg).Flag(u.NeedsDriver).Cell(u.Source).End();
        }
    }

    private static void WriteRates(CorridorModel model, CsvOut csv)
    {
        foreach (var r in model.Rates)
        {
            csv.Cell(r.Id).Cell(CorridorWords.Of(r.Mode)).Cell(r.Country).Cell(r.Unit).Amount(r.Amount).Cell(r.Currency)
                .Cell(r.Per).Cell(r.Year).Cell(r.Basis).Cell(r.Notes).Cell(r.Source).End();
        }
    }

    private static void WriteEmissionFactors(CorridorModel model, CsvOut csv)
    {
        foreach (var f in model.EmissionFactors)
        {
            csv.Cell(f.Id).Cell(CorridorWords.Of(f.Mode)).Cell(f.Traction).Cell(f.Unit).Cell(f.BelowKm)
                .Cell(f.GramsPerTonneKm).Cell(f.Basis).Cell(f.Notes).Cell(f.Source).End();
        }
    }

    private static void WriteRunningTimes(CorridorModel model, CsvOut csv)
    {
        foreach (var t in model.RunningTimes)
            csv.Cell(CorridorWords.Of(t.Mode)).Cell(t.P90OverMedian).Cell(t.Basis).Cell(t.Source).End();
    }

    private static void WriteDriverRules(CorridorModel model, CsvOut csv)
    {
        foreach (var r in model.DriverRules)
        {
            csv.Cell(r.Id).Hours(r.DriveBeforeBreakSeconds).Hours(r.BreakSeconds).Hours(r.DrivePerDaySeconds)
                .Hours(r.DailyRestSeconds).Hours(r.DrivePerWeekSeconds).Hours(r.DrivePerTwoWeeksSeconds)
                .Hours(r.WeeklyRestSeconds).Cell(r.Source).End();
        }
    }

    private static void WriteAccess(CorridorModel model, CsvOut csv)
    {
        if (model.Access is { } a)
            csv.Cell(a.DetourFactor).Cell(a.SpeedKmh).Cell(CsvOut.KmText(a.MaxMetres)).Cell(a.Basis).Cell(a.Source)
                .End();
    }

    private static void WriteRestrictions(CorridorModel model, CsvOut csv)
    {
        foreach (var r in model.Restrictions)
        {
            csv.Cell(r.Id).Cell(r.AppliesTo).Cell(r.Target).Cell(r.Forbids).Cell(r.Tag).Cell(r.Reason).Cell(r.Source)
                .End();
        }
    }

    private static void WriteScenarios(CorridorModel model, CsvOut csv)
    {
        foreach (var s in model.Scenarios)
            csv.Cell(s.Id).Cell(s.Name).List(s.Tags).Cell(s.Year).Cell(s.Description).Cell(s.Source).End();
    }

    private static void WriteSwitches(CorridorModel model, CsvOut csv)
    {
        foreach (var s in model.Switches)
        {
            csv.Cell(s.Id).Cell(s.Name).List(s.Adds).List(s.Removes).Flag(s.ReopensSuspended).Cell(s.Description)
                .Cell(s.Source).End();
        }
    }

    private static void WriteNamedRoutes(CorridorModel model, CsvOut csv)
    {
        foreach (var r in model.NamedRoutes)
            csv.Cell(r.Id).List(r.Names).List(r.Require).List(r.Avoid).Cell(r.Source).End();
    }
}
