package bot

import (
	"time"

	"unknot/bot/picture"
	"unknot/scheduler"
)

// What tests of the deciding half reach into.

func Median(numbers []int) int { return median(numbers) }

func (p *Person) DigestDay(date scheduler.Date) *Day { return p.day(date) }

func (p Person) DigestWeek(from scheduler.Date) Week { return p.week(from) }

func (p Person) DigestPairs(until scheduler.Date, n int) []Pair { return p.pairs(until, n) }

// Told is a day without its sessions, as something that can be compared.
func (d Day) Told() (told struct {
	Date                           scheduler.Date
	Attack                         bool
	Headache, Ache, Neck, Medicine int
}) {
	told.Date, told.Attack, told.Headache, told.Ache, told.Neck, told.Medicine = d.Date, d.Attack, d.Headache, d.Ache, d.Neck, d.Medicine
	return told
}

const MostTellings = mostTellings

func Activities() []string { return activities() }

func Cues() []string { return cues() }

// DayOf is the session day of a moment in Berlin.
func DayOf(at time.Time) scheduler.Date {
	loc, _ := time.LoadLocation("Europe/Berlin")
	return scheduler.DayOf(at, loc, dayTurn)
}

// Held reports whether everything is held.
func (p Person) Held() bool { return p.Crisis || p.Safety.Emergency() }

// RecordsOf picks the records that are read for some days.
func RecordsOf(all []Record, from, to scheduler.Date) []Record {
	var picked []Record
	first, end := positions(from, to)
	for _, r := range all {
		if r.Position >= first && r.Position < end {
			picked = append(picked, r)
		}
	}
	return picked
}

func ReportColumns() []string { return reportColumns() }

// ReportPage is the page of a report as data.
func ReportPage(w Writer, p Person, f Figures, loc *time.Location) (picture.Page, error) {
	return w.reportPage(p, f, loc)
}

// Night are the quiet hours.
func (p Person) Night() scheduler.Hours { return p.night() }
