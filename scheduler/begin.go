package scheduler

import "strings"

// Begin returns cities of which a word begins as somebody typed, the best known
// first and at most so many. Where there are none, but the text means a zone by
// another name, such as that of a country, it is one of that zone's name.
func (z *Zones) Begin(typed string, most int) []City {
	if len(typed) > LongestText {
		return nil
	}
	key := fold(typed)
	var found []City
	for _, city := range z.places().cities {
		if len(found) < most && strings.Contains(" "+fold(city.Name), " "+key) {
			found = append(found, city)
		}
	}
	if zones := z.candidates(typed); len(found) == 0 {
		for _, zone := range zones[:min(len(zones), most)] {
			found = append(found, City{Name: zone, Zone: zone})
		}
	}
	return found
}
