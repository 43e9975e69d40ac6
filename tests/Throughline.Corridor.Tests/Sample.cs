namespace Throughline.Corridor.Tests;

/// <summary>A small corridor without faults, as texts that a test breaks in one place.</summary>
internal static class Sample
{
    //   A-town ──road── A-post ══border══ B-post ──rail 1520── B-yard ──rail 1435── B-port
    //      └──road── A-port ~~ferry~~ B-port
    public static Dictionary<string, string> Texts() =>
        new([.. Network(), .. Movement(), .. Rules()], StringComparer.Ordinal);

    private static Dictionary<string, string> Network() => new(StringComparer.Ordinal)
    {
        ["tags.csv"] = """
            tag,name,description,source
            base,In use,,test
            extra,Extra,,test
            """,
        ["exchange_rates.csv"] = """
            currency,usd,date,source
            USD,1,2026-01-02,test
            EUR,1.17,2026-01-02,test
            """,
        ["load_units.csv"] = """
            id,name,modes,teu,tare_kg,max_gross_kg,needs_driver,source
            container40,Container 40',road;rail;sea;ferry,2,3800,30480,no,test
            truck,Truck,road;ferry,2,15000,40000,yes,test
            """,
        ["places.csv"] = """
            id,name,country,unlocode,lat,lon,kind,time_zone,accuracy_km,notes,source
            A_TOWN,Atown,AM,AMEVN,40.0,45.0,city,Asia/Yerevan,1,,test
            A_POST,Apost,AM,,40.0,46.0,border_crossing,Asia/Yerevan,1,,test
            B_POST,Bpost,AZ,,40.0,46.1,border_crossing,Asia/Baku,1,,test
            B_YARD,Byard,AZ,,40.0,47.0,gauge_change,Asia/Baku,1,,test
            B_PORT,Bport,AZ,AZBAK,40.0,48.0,sea_port,Asia/Baku,1,,test
            A_PORT,Aport,AM,,39.5,45.0,sea_port,Asia/Yerevan,1,,test
            """,
        ["place_names.csv"] = """
            place,language,name,source
            A_TOWN,ru,Атаун,test
            """,
        ["place_codes.csv"] = """
            place,scheme,code,name,mode,source
            A_POST,customs,AM0001,Apost office,road,test
            """,
        ["links.csv"] = """
            id,from,to,mode,length_km,length_basis,gauge_mm,tracks,electrified,status,expected_open,speed_kmh,speed_basis,capacity,capacity_unit,tag,notes,source
            road-a,A_TOWN,A_POST,road,100,estimate,,,,open,,60,estimate,,,base,,test
            road-x,A_POST,B_POST,road,10,estimate,,,,open,,40,estimate,,,base,,test
            rail-x,A_POST,B_POST,rail,10,estimate,1520,1,no,planned,2030,40,estimate,15,Mt/y,extra,,test
            road-b,B_POST,B_YARD,road,90,estimate,,,,open,,60,estimate,,,base,,test
            rail-b,B_POST,B_YARD,rail,90,estimate,1520,2,yes,open,,40,estimate,,,base,,test
            rail-c,B_YARD,B_PORT,rail,90,estimate,1435,2,yes,open,,40,estimate,,,base,,test
            road-d,A_PORT,A_TOWN,road,60,estimate,,,,open,,60,estimate,,,base,,test
            """,
        ["crossings.csv"] = """
            id,mode,post_a,place_a,post_b,place_b,hours_a,hours_b,status,expected_open,tag,median_ab_h,p90_ab_h,median_ba_h,p90_ba_h,dwell_basis,regime_a,regime_b,customs_control,ctc,tir,etir,notes,source
            x_road,road,Apost,A_POST,Bpost,B_POST,24h,Mo-Fr 08:00-18:00,open,,base,2,5,3,8,estimate,EAEU,NATIONAL,full,none,both,one,,test
            x_rail,rail,Apost,A_POST,Bpost,B_POST,,,planned,2030,extra,6,15,6,15,estimate,EAEU,NATIONAL,full,none,both,one,,test
            """,
        ["observations.csv"] = """
            id,crossing,direction,side,year,statistic,hours,notes,source
            o1,x_road,ab,exit,2023,mean,5.1,,test
            """,
    };

    private static Dictionary<string, string> Movement() => new(StringComparer.Ordinal)
    {
        ["transfers.csv"] = """
            id,place,kind,from,to,median_h,p90_h,hours,cost,currency,per,handlings,basis,notes,source
            t1,B_YARD,gauge_change,rail_1520,rail_1435,10,24,Mo-Sa 06:00-22:00,90,USD,TEU,1,estimate,,test
            t2,B_YARD,gauge_change,rail_1435,rail_1520,10,24,,90,USD,TEU,1,estimate,,test
            t3,,roll_on,road,ferry,6,24,,40.5,EUR,unit,0,estimate,,test
            t4,,lift,rail,road,12,36,,,,,1,estimate,,test
            """,
        ["calendars.csv"] = """
            id,days,from,to,source
            c1,1010100,2026-01-01,2026-12-31,test
            """,
        ["calendar_dates.csv"] = """
            calendar,date,runs,source
            c1,2026-05-01,no,test
            c1,2026-05-02,yes,test
            """,
        ["services.csv"] = """
            id,name,mode,carries,stops,via,operator,status,kind,departures_per_week,wait,median_h,p90_h,units,capacity,capacity_unit,price,currency,price_per,handlings,gauge_mm,tag,expected_open,frequency_basis,time_basis,price_basis,notes,source
            ferry,Ferry,ferry,road,B_PORT;A_PORT,,Line,open,frequency,3.5,random,30,54,truck;container40,,,1000,USD,unit,0,,base,,estimate,estimate,published,,test
            train,Train,rail,,B_POST;B_YARD;B_PORT,,,open,timetable,,,,,container40,40,TEU,,,,1,1520,base,,,,,,test
            """,
        ["trips.csv"] = """
            id,service,calendar,time_zone,price,currency,price_per,source
            k1,train,c1,Asia/Baku,500,USD,TEU,test
            """,
        ["trip_stops.csv"] = """
            trip,seq,place,arrival,departure,board,alight,source
            k1,1,B_POST,,22:00,,,test
            k1,2,B_YARD,25:30,27:00:30,no,,test
            k1,3,B_PORT,31:00,,,,test
            """,
    };

    private static Dictionary<string, string> Rules() => new(StringComparer.Ordinal)
    {
        ["rates.csv"] = """
            id,mode,country,unit,amount,currency,per,year,basis,notes,source
            r1,road,,truck,1.89,USD,unit_km,2022,published,,test
            r2,road,AZ,truck,1.5,USD,unit_km,2022,published,,test
            r3,rail,,container40,0.42,EUR,unit_km,2025,estimate,,test
            """,
        ["emission_factors.csv"] = """
            id,mode,traction,unit,below_km,g_per_tkm,basis,notes,source
            e1,road,any,,,78,estimate,,test
            e2,rail,electric,,,18,estimate,,test
            """,
        ["running_times.csv"] = """
            mode,p90_over_median,basis,source
            road,1.25,estimate,test
            """,
        ["driver_rules.csv"] = """
            id,drive_before_break_h,break_h,drive_per_day_h,daily_rest_h,drive_per_week_h,drive_per_two_weeks_h,weekly_rest_h,source
            one_driver,4.5,0.75,9,11,56,90,45,test
            """,
        ["access.csv"] = """
            detour_factor,speed_kmh,max_km,basis,source
            1.3,50,150,estimate,test
            """,
        ["restrictions.csv"] = """
            id,applies_to,target,forbids,tag,reason,source
            n1,service,ferry,dg:1,,Class 1 is not taken,test
            """,
        ["scenarios.csv"] = """
            id,name,tags,year,description,source
            now,Now,base,2026,,test
            later,Later,base;extra,2035,,test
            """,
        ["switches.csv"] = """
            id,name,adds,removes,reopens_suspended,description,source
            more,More,extra,,no,,test
            """,
        ["named_routes.csv"] = """
            id,names,require,avoid,source
            way,The way;Der Weg,A_POST,RU,test
            """,
    };

    public static LoadResult Load(Dictionary<string, string> texts)
    {
        using var files = FileSet.FromTexts("sample", texts);
        return CorridorFolder.Load(files);
    }

    /// <summary>Loads the sample with one text replaced in one file.</summary>
    public static LoadResult LoadWith(string file, string old, string next)
    {
        var texts = Texts();
        Assert.Contains(old, texts[file], StringComparison.Ordinal);
        var at = texts[file].IndexOf(old, StringComparison.Ordinal);
        texts[file] = string.Concat(texts[file].AsSpan(0, at), next, texts[file].AsSpan(at + old.Length));
        return Load(texts);
    }

    /// <summary>Loads the sample with a row added to one file.</summary>
    public static LoadResult LoadPlus(string file, string row)
    {
        var texts = Texts();
        texts[file] += "\n" + row;
        return Load(texts);
    }
}
