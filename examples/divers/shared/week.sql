-- weekday_name(day): 월 for Monday, or for 1; it takes what isodow() gives.
create macro weekday_name(nr) as ['월', '화', '수', '목', '금', '토', '일'][nr];
