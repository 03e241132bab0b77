"""Who is on duty which day: values in, values out. Imports neither database nor web server, nor our other folders."""
