package routines

import "strings"

// example returns what could stand at a place, for the "write" part of a
// fault.
func example(place string) string {
	field := fieldOf(place)
	field = field[strings.LastIndex(field, ".")+1:]
	switch field {
	case "":
		return "fields such as id: MY-01, one a line"
	case "full", "short", "tiny":
		return field + ": and below it - variant: STR-01.short"
	case "sets", "reps", "hold", "rest", "setrest", "setup", "change", "sides", "version":
		return field + ": " + numberExample(field)
	case "issues", "needs", "mistakes", "sources", "variants", "tags", "families", "population":
		return field + ": " + listExample(field)
	default:
		return field + ": " + textExample(field)
	}
}

func numberExample(field string) string {
	switch field {
	case "hold":
		return "45"
	case "reps":
		return "8"
	case "sides", "sets", "version":
		return "1"
	default:
		return "0"
	}
}

func listExample(field string) string {
	switch field {
	case "issues":
		return "[I2]"
	case "needs":
		return "[Chair]"
	case "mistakes":
		return "and below it - Shoulders pulled up"
	case "sources":
		return "[judgement], a key of sources.yaml"
	case "variants":
		return "and below it - id: MY-01 with its dose and tags"
	case "tags":
		return "[PRESS], or [] if nothing blocks it"
	case "families":
		return "[TPN]"
	default:
		return "[neck_pain]"
	}
}

func textExample(field string) string {
	switch field {
	case "id", "variant", "learn":
		return "MY-01"
	case "name":
		return "Chin nod"
	case "family":
		return "CST"
	case "position":
		return "Sit tall, feet flat."
	case "movement":
		return "Nod slowly, as if to say yes."
	case "feel":
		return "Light work deep in the neck."
	case "stop":
		return "Stop at pain, dizziness or a tingling arm."
	case "easier":
		return "Make a smaller nod."
	case "harder":
		return "Hold for 2 seconds longer."
	case "why":
		return "To train the small muscles that carry the head."
	case "review":
		return "pending, or who signed and when"
	case "evidence":
		return "and below it grade, population and note"
	case "dose":
		return "{sides: 1, sets: 1, reps: 8, hold: 5, rest: 3, setrest: 0, setup: 10, change: 0}"
	case "forms":
		return "and below it full, short and tiny"
	case "grade":
		return "E4"
	case "seen":
		return "seen, or background"
	default:
		return "text"
	}
}
