package backup

import (
	"math"
	"time"

	"unknot/bot"
)

// span is a range of positions, from <= position < to.
type span struct{ from, to bot.Position }

// firstYear is the year before which Unknot had no records.
const firstYear = 2026

// spans parts all positions so that one reading of records is about one year
// of one person: what is held in memory does not grow with what a store has.
func spans(now time.Time) []span {
	list := []span{{from: math.MinInt64}}
	for year := firstYear + 1; year <= now.UTC().Year(); year++ {
		border := bot.Position(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
		list[len(list)-1].to = border
		list = append(list, span{from: border})
	}
	list[len(list)-1].to = math.MaxInt64
	return list
}
